package io.churnlake.check;

import io.churnlake.config.SourceMapping;
import io.churnlake.error.UserException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a night would make of an order log, and what is odd about it. Rows are those that were
 * refused, headers, deliveries of lines that are there already, lines that do not count, and lines
 * that do: nothing is left over.
 *
 * @param source the mapping
 * @param currency the one to report in
 * @param files how many were read
 * @param rows all rows of these
 * @param headers good ones of orders, not of lines
 * @param again good rows whose line another row is, or restates
 * @param refused rows that would be rejected
 * @param lines every line once, judged
 * @param customers whose they are
 * @param givenBack what returns and credits take off revenue
 * @param notes what ops.checks would have of the files
 * @param suspicions what makes one think that the mapping is wrong
 * @param refusal why a night would load nothing; null if it would load
 */
public record Checked(
    SourceMapping source,
    String currency,
    int files,
    long rows,
    long headers,
    long again,
    RefusedRows refused,
    LineTally lines,
    CustomerTally customers,
    BigDecimal givenBack,
    List<String> notes,
    List<Suspicion> suspicions,
    @Nullable UserException refusal) {}
