package io.churnlake.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.churnlake.clv.contract.ContractParsing;
import io.churnlake.clv.contract.ContractRules;
import io.churnlake.clv.contract.ContractStates;
import io.churnlake.clv.contract.RenewalCounts;
import io.churnlake.clv.contract.RunningContracts;
import io.churnlake.clv.model.ShiftedBetaGeometric;
import io.churnlake.clv.model.ShiftedBetaGeometricEstimator;
import io.churnlake.clv.model.WeightedLikelihood;
import io.churnlake.clv.optimize.Fit;
import io.churnlake.config.Configuration;
import io.churnlake.config.ContractMapping;
import io.churnlake.config.SourceMapping;
import io.churnlake.customer.CustomerKeys;
import io.churnlake.customer.ForgottenCustomers;
import io.churnlake.error.Errors;
import io.churnlake.history.ContractPasts;
import io.churnlake.lake.FileFacts;
import io.churnlake.lake.Lake;
import io.churnlake.lake.LakeRecord;
import io.churnlake.lake.Loads;
import io.churnlake.lake.OrderFile;
import io.churnlake.lake.OrderFiles;
import io.churnlake.lake.RecordFormat;
import io.churnlake.lake.Written;
import io.churnlake.privacy.CustomerIds;
import io.churnlake.privacy.Forgotten;
import io.churnlake.privacy.MergedCustomers;
import io.churnlake.step.Check;
import io.churnlake.step.Job;
import io.churnlake.step.JobContext;
import io.churnlake.step.Outcome;
import io.churnlake.table.ContractFits;
import io.churnlake.table.ContractRenewals;
import io.churnlake.table.ContractScores;
import io.churnlake.table.ContractValidation;
import io.churnlake.table.ContractValues;
import io.churnlake.table.Contracts;
import io.churnlake.table.OpsTables;
import io.churnlake.table.RejectedContracts;
import io.churnlake.table.Table;
import io.churnlake.training.RenewalChurn;
import io.churnlake.value.ContractReasons;
import io.churnlake.value.ContractRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * The shop's contracts, their renewals, what the running ones are worth, and which of them will not
 * be renewed. The contract file is read whole each time; whatever can refuse it is checked before
 * the first write.
 */
public final class ContractsJob implements Job {

  @Override
  public String name() {
    return "contracts";
  }

  @Override
  public List<Table> reads() {
    return Stream.concat(Stream.of(OpsTables.LOADS), ContractPasts.ARE_OF.stream()).toList();
  }

  @Override
  public List<Table> writes() {
    return List.of(
        RejectedContracts.TABLE,
        Contracts.TABLE,
        ContractFits.TABLE,
        ContractRenewals.TABLE,
        ContractValues.TABLE,
        ContractScores.TABLE,
        ContractValidation.TABLE);
  }

  @Override
  public Outcome run(JobContext context) {
    JobContext.Delivery delivery = context.requireDelivery(name());
    SourceMapping source = delivery.source();
    if (!source.contracts().isPresent()) {
      throw Errors.contractsNotMapped(source.name());
    }
    if (delivery.input().isEmpty()) {
      throw Errors.usage(
          "The job contracts needs a folder to read.",
          "The source mapping names the contract file below it.",
          "Add --input DIR.");
    }
    CustomerIds.mustStay(source, new Loads(context.lake()));
    Dataset<Row> judged = judged(context, delivery).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      ContractReasons reasons = ContractReasons.of(judged);
      reasons.refuse(context);
      return written(context, delivery, judged.filter(not(col(Forgotten.FORGOTTEN))), reasons);
    } finally {
      judged.unpersist();
    }
  }

  private static Dataset<Row> judged(JobContext context, JobContext.Delivery delivery) {
    ContractMapping mapping = delivery.source().contracts();
    OrderFiles files = new OrderFiles(context.lake().spark(), format(delivery.source()));
    OrderFile file =
        files
            .find(delivery.input(), mapping.file())
            .orElseThrow(() -> Errors.contractsMissing(mapping.file(), delivery.input()));
    Map<String, Integer> wanted = wanted(mapping);
    FileFacts facts = files.inspect(List.of(file)).get(0);
    if (!facts.problem().isEmpty()) {
      throw Errors.filesUnreadable(List.of(file.name() + ": " + facts.problem()));
    }
    List<String> missing =
        wanted.keySet().stream()
            .filter(column -> mapping.header() && !facts.header().contains(column))
            .map(column -> file.name() + " has no column " + column)
            .toList();
    if (!missing.isEmpty()) {
      throw Errors.columnsMissing(missing);
    }
    Dataset<Row> rows =
        ContractParsing.judged(
            files.records(List.of(facts), List.copyOf(wanted.keySet())),
            rules(delivery.source(), wanted),
            context.asOf());
    return MergedCustomers.canonical(
        context.lake(),
        CustomerKeys.keyed(
            marked(context, delivery, rows),
            ContractParsing.CUSTOMER_ID,
            Contracts.CUSTOMER_KEY,
            delivery.secret().bytes()));
  }

  /** In the text of a row that is kept as it stood, everything that may be an id is tried. */
  private static Dataset<Row> marked(
      JobContext context, JobContext.Delivery delivery, Dataset<Row> rows) {
    ForgottenCustomers forgotten = Forgotten.of(context, delivery);
    return rows.withColumn(
        Forgotten.FORGOTTEN,
        forgotten.isEmpty()
            ? lit(false)
            : forgotten
                .ofId(col(ContractParsing.CUSTOMER_ID))
                .or(ContractParsing.isFaulty().and(forgotten.ofRaw(col(RejectedContracts.RAW)))));
  }

  private Outcome written(
      JobContext context,
      JobContext.Delivery delivery,
      Dataset<Row> judged,
      ContractReasons reasons) {
    Lake lake = context.lake();
    int periodMonths = delivery.source().contracts().periodMonths();
    if (LakeRecord.of(lake).isEmpty()) {
      delivery.record(context.configuration()).write(lake);
    }
    // A later start is no fault: silver holds what was delivered.
    Dataset<Row> good = judged.filter(not(ContractParsing.isFaulty()));
    List<Written> written = new ArrayList<>(rejected(lake, judged, reasons));
    Written accepted = lake.replace(Contracts.TABLE, ContractStates.contracts(good, periodMonths));
    written.add(accepted);
    Dataset<Row> contracts = lake.require(Contracts.TABLE, name());
    Dataset<Row> states = ContractStates.of(contracts, context.asOf());
    RenewalCounts counts = counts(states);
    Fit<ShiftedBetaGeometric> fit =
        ShiftedBetaGeometricEstimator.fit(WeightedLikelihood.over(List.of(counts.block())));
    ContractRows rows = new ContractRows(context.asOf(), counts, fit);
    Configuration.Clv clv = context.configuration().clv();
    written.add(slice(context, ContractFits.TABLE, List.of(rows.fit(periodMonths))));
    written.add(slice(context, ContractRenewals.TABLE, rows.renewals()));
    written.add(
        lake.replaceSlices(
            ContractValues.TABLE,
            List.of(context.asOf()),
            RunningContracts.valued(
                states,
                lake.spark()
                    .createDataFrame(
                        rows.outlooks(clv.discountRate(), periodMonths), RunningContracts.OUTLOOKS),
                clv.marginRate(),
                clv.discountRate(),
                context.asOf())));
    RenewalChurn churn = RenewalChurn.of(context, contracts, periodMonths);
    written.addAll(churn.written());
    List<Check> checks = new ArrayList<>(reasons.notes());
    checks.add(
        Check.equal(
            "contracts: rows in = accepted + rejected + forgotten",
            reasons.rows(),
            accepted.rows() + lake.read(RejectedContracts.TABLE).count() + reasons.forgotten()));
    checks.add(Check.equal("contracts kept are all counted", reasons.kept(), counts.contracts()));
    return new Outcome(
        reasons.rows(),
        reasons.rejected(),
        written,
        checks,
        note(counts, fit, reasons) + "; " + churn.note());
  }

  /** Written only if a row is rejected now, or was when the file was last read. */
  private static List<Written> rejected(Lake lake, Dataset<Row> judged, ContractReasons reasons) {
    return reasons.rejected() == 0 && lake.read(RejectedContracts.TABLE).isEmpty()
        ? List.of()
        : List.of(lake.replace(RejectedContracts.TABLE, ContractParsing.rejected(judged)));
  }

  private static RenewalCounts counts(Dataset<Row> states) {
    return new RenewalCounts(
        ContractStates.counts(states).collectAsList().stream()
            .map(
                row ->
                    new RenewalCounts.Counted(
                        row.getInt(0), row.getLong(1), row.getLong(2), row.getInt(3)))
            .toList());
  }

  private static Written slice(JobContext context, Table table, List<Row> rows) {
    return context.lake().replaceSlice(table, context.asOf(), rows);
  }

  private static String note(
      RenewalCounts counts, Fit<ShiftedBetaGeometric> fit, ContractReasons reasons) {
    return String.format(
            Locale.ROOT,
            "%d contracts, %d running, %d rows left out; LL %.3f",
            counts.contracts(),
            counts.running(),
            reasons.rows() - reasons.kept(),
            fit.logLikelihood())
        + (fit.converged() ? "" : " (not converged)")
        + fit.note().map(note -> ": " + note).orElse("");
  }

  // ---- from the mapping ------------------------------------------------------------------------

  private static RecordFormat format(SourceMapping source) {
    ContractMapping mapping = source.contracts();
    return new RecordFormat(
        mapping.encoding(),
        mapping.delimiter(),
        source.quote(),
        mapping.header() ? RecordFormat.Header.FIRST_LINE : RecordFormat.Header.NONE,
        RecordFormat.Separation.DELIMITED);
  }

  /** The file's columns that the mapping uses, with their positions in the records' fields. */
  private static Map<String, Integer> wanted(ContractMapping mapping) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    Stream.of(mapping.customerId(), mapping.start(), mapping.cancelled(), mapping.amount())
        .filter(column -> !column.isEmpty())
        .forEach(column -> wanted.putIfAbsent(column, wanted.size()));
    return wanted;
  }

  private static ContractRules rules(SourceMapping source, Map<String, Integer> wanted) {
    ContractMapping mapping = source.contracts();
    Map<String, Integer> fields = new LinkedHashMap<>();
    Map.of(
            ContractParsing.CUSTOMER_ID, mapping.customerId(),
            Contracts.CONTRACT_START, mapping.start(),
            Contracts.CANCELLED_ON, mapping.cancelled(),
            Contracts.AMOUNT, mapping.amount())
        .forEach(
            (field, column) -> {
              Integer position = wanted.get(column);
              if (position != null) {
                fields.put(field, position);
              }
            });
    return new ContractRules(Map.copyOf(fields), CustomerIds.rules(source), mapping.datePattern());
  }
}
