package io.churnlake.clv.contract;

import java.util.Map;

/**
 * How a delivered row becomes a contract.
 *
 * @param fields position in the record's fields of each mapped column, from 0; keys are {@link
 *     ContractParsing#CUSTOMER_ID} and columns of silver.contracts
 * @param removeFromCustomerId regular expression of what is no part of a customer id, or empty
 * @param datePattern of both dates
 */
public record ContractRules(
    Map<String, Integer> fields, String removeFromCustomerId, String datePattern) {}
