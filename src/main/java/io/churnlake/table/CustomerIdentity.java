package io.churnlake.table;

/** silver.customer_identity: the only place where a raw customer id meets its key. */
public final class CustomerIdentity {
  private static final Columns COLUMNS = new Columns();

  public static final String CUSTOMER_KEY =
      COLUMNS.add("customer_key", Types.STRING, "", "Keyed hash of the customer.");
  public static final String CUSTOMER_ID =
      COLUMNS.add("customer_id", Types.STRING, "", "The shop's id, as mapped; restricted.");

  public static final Table TABLE =
      Table.named("silver.customer_identity", "The shop's customer id behind a key.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .restricted()
          .key(CUSTOMER_KEY)
          .column("load_id", Types.LONG, "", "The load that first saw the id.")
          .columns(COLUMNS)
          .build();

  private CustomerIdentity() {}
}
