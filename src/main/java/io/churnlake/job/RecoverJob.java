package io.churnlake.job;

import io.churnlake.customer.CustomerKeys;
import io.churnlake.error.Errors;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.LakeState.Damage;
import io.churnlake.lake.Recovery;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.step.Unfinished;
import io.churnlake.table.CustomerIdentity;
import io.churnlake.table.OpsTables;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;

/** Makes a damaged lake one that runs can go on with; {@link Recovery} says how. */
public final class RecoverJob implements Job {
  @Override
  public String name() {
    return "recover";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  /** It publishes what it changes itself. */
  @Override
  public List<Table> writes() {
    return List.of();
  }

  @Override
  public List<Table> rewrites() {
    return Tables.all();
  }

  @Override
  public Set<Unfinished> finishes() {
    return Set.of(Unfinished.DAMAGE);
  }

  @Override
  public Outcome run(JobContext context) {
    Lake lake = context.lake();
    List<Damage> damages = Recovery.damages(lake);
    if (damages.isEmpty()) {
      return Outcome.of(0, "the lake is whole");
    }
    boolean lostItself = damages.stream().anyMatch(damage -> damage.table().equals(OpsTables.LAKE));
    if (lostItself) {
      context.requireDelivery(name());
    }
    List<String> told =
        new Recovery(lake, context.runId(), context.clock().instant()).repair(damages);
    if (LakeRecord.isMissing(lake)) {
      JobContext.Delivery delivery = context.requireDelivery(name());
      mustBeOfThisKey(lake, delivery);
      delivery.record(context.configuration()).write(lake);
    }
    return Outcome.of(damages.size(), String.join("; ", told));
  }

  /** A lake that does not say whose it is must not get customers under a second key. */
  private static void mustBeOfThisKey(Lake lake, JobContext.Delivery delivery) {
    if (!lake.exists(CustomerIdentity.TABLE)) {
      return;
    }
    List<Row> known =
        lake.read(CustomerIdentity.TABLE)
            .select(CustomerIdentity.CUSTOMER_KEY, CustomerIdentity.CUSTOMER_ID)
            .limit(1)
            .collectAsList();
    for (Row customer : known) {
      String key = CustomerKeys.key(customer.getString(1), delivery.secret().bytes());
      if (!key.equals(customer.getString(0))) {
        throw Errors.keyNotOfLake(lake.root(), delivery.secret().id());
      }
    }
  }
}
