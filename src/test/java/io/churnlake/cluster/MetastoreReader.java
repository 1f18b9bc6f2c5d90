package io.churnlake.cluster;

import org.apache.spark.sql.SparkSession;

/** Another program that reads a table by its name in a Hive metastore; it knows no lake. */
final class MetastoreReader {
  private MetastoreReader() {}

  public static void main(String[] args) throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
            .config(
                "spark.sql.catalog.spark_catalog",
                "org.apache.spark.sql.delta.catalog.DeltaCatalog")
            .enableHiveSupport()
            .getOrCreate()) {
      System.out.println(spark.table(args[0]).count() + " rows");
      spark
          .catalog()
          .listColumns(args[0])
          .collectAsList()
          .forEach(column -> System.out.println("column: " + column.description()));
    }
  }
}
