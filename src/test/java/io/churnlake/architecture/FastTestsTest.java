package io.churnlake.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.churnlake.testing.SparkTest;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The tests of {@code -Dgroups=fast} are those that need no Spark session. */
@Tag("fast")
class FastTestsTest {
  /** Those of the build's test phase; the others, whose names end in IT, start programs. */
  private static final DescribedPredicate<JavaClass> TESTS =
      describe(
          "tests",
          type ->
              type.getSimpleName().endsWith("Test")
                  && type.getMethods().stream()
                      .anyMatch(method -> method.isAnnotatedWith(Test.class)));

  private static final DescribedPredicate<JavaClass> SESSION =
      type(SparkTest.class).or(type(SparkSession.class));

  private static final DescribedPredicate<JavaClass> FAST =
      describe(
          "fast",
          test ->
              test.isAnnotatedWith(Tag.class)
                  && test.getAnnotationOfType(Tag.class).value().equals("fast"));

  private static JavaClasses all;

  @BeforeAll
  static void importAll() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    all = new ClassFileImporter().importPackages(Rooms.ROOT);
  }

  @Test
  void fastOnesOpenNoSession() {
    noClasses()
        .that(TESTS.and(FAST).and(not(type(FastTestsTest.class))))
        .should()
        .dependOnClassesThat(SESSION)
        .check(all);
  }

  @Test
  void thoseThatOpenNoneAreFast() {
    classes()
        .that(TESTS.and(not(FAST)))
        .should()
        .transitivelyDependOnClassesThat(SESSION)
        .check(all);
  }
}
