package io.churnlake.clv.contract;

import io.churnlake.parse.IdRules;
import java.util.Map;

/**
 * How a delivered row becomes a contract.
 *
 * @param fields position in the record's fields of each mapped column, from 0; keys are {@link
 *     ContractParsing#CUSTOMER_ID} and columns of silver.contracts
 * @param customers how customer ids are read
 * @param datePattern of both dates
 */
public record ContractRules(Map<String, Integer> fields, IdRules customers, String datePattern) {}
