package io.churnlake.job;

import io.churnlake.conform.ConformRules;
import io.churnlake.error.Errors;
import io.churnlake.ingest.JudgedOrders;
import io.churnlake.ingest.LoadWriter;
import io.churnlake.ingest.NewOrders;
import io.churnlake.ingest.TakenFiles;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.BronzeOrderHeaders;
import io.churnlake.table.BronzeOrderLines;
import io.churnlake.table.BronzeRejected;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import java.util.List;

/**
 * New order files become bronze lines; a file is loaded once, and again only when its content or
 * the headers of its orders have changed. Everything that can refuse a load is checked before the
 * first write; then the intent is recorded, the tables are appended to under the load's id, and the
 * load is committed.
 */
public final class IngestJob implements Job {
  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public List<Table> reads() {
    return List.of(
        OpsTables.LOADS,
        OpsTables.FILES,
        BronzeOrderLines.TABLE,
        BronzeOrderHeaders.TABLE,
        BronzeRejected.TABLE,
        CustomerIdentity.TABLE);
  }

  @Override
  public List<Table> writes() {
    return List.of(
        BronzeOrderLines.TABLE,
        BronzeOrderHeaders.TABLE,
        BronzeRejected.TABLE,
        CustomerIdentity.TABLE,
        OpsTables.LOADS,
        OpsTables.FILES);
  }

  @Override
  public Outcome run(JobContext context) {
    JobContext.Delivery all = context.requireDelivery(name());
    ConformRules.check(context);
    return all.each().stream()
        .map(
            delivery -> {
              Outcome outcome =
                  one(context.of(delivery), delivery, delivery.sourcesOf(all.sources()));
              return all.beside().isEmpty() ? outcome : outcome.of(delivery.source().name());
            })
        .reduce(Outcome::and)
        .orElseThrow();
  }

  private static Outcome one(
      JobContext context, JobContext.Delivery delivery, List<String> sameOrders) {
    if (delivery.input().isEmpty() && !delivery.source().format().isTable()) {
      throw Errors.usage(
          "The job ingest needs a folder to read.",
          "It loads the order files of a folder.",
          "Add --input DIR.");
    }
    NewOrders found = NewOrders.of(context, delivery);
    if (found.isNothing()) {
      return found.nothing(found.known().notesOfFiles());
    }
    try (TakenFiles taken = TakenFiles.of(context, delivery, found)) {
      if (taken.isNothing()) {
        return found.nothing(List.of(taken.anew().note()));
      }
      try (JudgedOrders orders = JudgedOrders.of(context, delivery, taken)) {
        orders.refuse(context, sameOrders);
        return LoadWriter.write(context, delivery, orders);
      }
    }
  }
}
