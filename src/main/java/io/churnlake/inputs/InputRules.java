package io.churnlake.inputs;

import java.util.List;
import java.util.Map;

/**
 * What a mapping says about an input's rows.
 *
 * @param positions of the mapped fields in a record, by the fields' keys
 * @param datePatterns tried in order
 * @param timeZone of times that have no offset
 * @param shopZone of dates
 * @param remove regular expressions of text that is taken out of a field, by its key
 */
public record InputRules(
    Map<String, Integer> positions,
    List<String> datePatterns,
    String timeZone,
    String shopZone,
    Map<String, String> remove) {}
