package io.churnlake.inputs;

import io.churnlake.parse.IdRules;
import java.util.List;
import java.util.Map;

/**
 * What a mapping says about an input's rows.
 *
 * @param positions of the mapped fields in a record, by the fields' keys; those of attributes by
 *     {@link InputField#attributeKey}
 * @param attributes names of texts beside the input's fields
 * @param datePatterns tried in order
 * @param timeZone of times that have no offset
 * @param shopZone of dates
 * @param customers how customer ids are read
 * @param remove regular expressions of text that is taken out of a field, by its key
 */
public record InputRules(
    Map<String, Integer> positions,
    List<String> attributes,
    List<String> datePatterns,
    String timeZone,
    String shopZone,
    IdRules customers,
    Map<String, String> remove) {}
