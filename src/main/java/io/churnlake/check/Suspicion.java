package io.churnlake.check;

import java.util.List;

/**
 * What makes one think that the mapping does not say what the log means. It may be wrong: some
 * shops are so.
 *
 * @param problem what is there, with numbers
 * @param meaning what it may mean
 * @param remedy the key of the mapping that would mend it
 * @param examples where it is seen
 */
public record Suspicion(
    String problem, String meaning, String remedy, List<Examples.Example> examples) {}
