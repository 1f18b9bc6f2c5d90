package io.churnlake.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Each class that defines a table, by itself. */
final class TableClasses implements SliceAssignment {
  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    return Rooms.of(type).equals("table")
        ? SliceIdentifier.of(type.getName().replaceFirst("\\$.*", ""))
        : SliceIdentifier.ignore();
  }

  @Override
  public String getDescription() {
    return "classes of tables";
  }
}
