package io.churnlake.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ColumnsTest {
  private final Columns columns = new Columns();

  @Test
  void aColumnIsDeclaredByItsName() {
    String name = columns.add("revenue", Types.MONEY, "currency", "What was paid.");

    assertThat(name).isEqualTo("revenue");
    assertThat(table(columns).columns())
        .containsExactly(new Column(name, Types.MONEY, "currency", "What was paid."));
  }

  @Test
  void aColumnIsDeclaredOnce() {
    columns.add("revenue", Types.MONEY, "currency", "What was paid.");
    columns.add("revenue", Types.MONEY, "currency", "What was paid in the month.");

    assertThatThrownBy(() -> table(columns)).hasMessageContaining("gold.test");
  }

  @Test
  void aColumnIsDeclaredBeforeItsTable() {
    columns.add("revenue", Types.MONEY, "currency", "What was paid.");
    table(columns);

    assertThatThrownBy(() -> columns.add("orders", Types.LONG, "orders", "How many."))
        .hasMessageContaining("orders");
  }

  private static Table table(Columns columns) {
    return Table.named("gold.test", "A row.").writtenBy("test").columns(columns).build();
  }
}
