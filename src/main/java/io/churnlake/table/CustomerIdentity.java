package io.churnlake.table;

/** silver.customer_identity: the only place where a raw customer id meets its key. */
public final class CustomerIdentity {
  public static final String CUSTOMER_KEY = "customer_key";
  public static final String CUSTOMER_ID = "customer_id";

  public static final Table TABLE =
      Table.named("silver.customer_identity", "The shop's customer id behind a key.")
          .writtenBy("ingest")
          .layout(Layout.APPENDED)
          .restricted()
          .key(CUSTOMER_KEY)
          .column("load_id", Types.LONG, "", "The load that first saw the id.")
          .column(CUSTOMER_KEY, Types.STRING, "", "Keyed hash of the customer.")
          .column(CUSTOMER_ID, Types.STRING, "", "The shop's id, as mapped; restricted.")
          .build();

  private CustomerIdentity() {}
}
