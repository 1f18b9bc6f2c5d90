package io.churnlake.lake;

import io.churnlake.error.Errors;
import io.churnlake.table.Table;
import io.churnlake.table.Tables;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.ExpressionWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.PlanWithUnresolvedIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.InsertIntoDir;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.ParsedStatement;
import org.apache.spark.sql.catalyst.plans.logical.ScriptTransformation;
import org.apache.spark.sql.catalyst.trees.TreeNode;
import scala.Product;
import scala.collection.Iterable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a query may be made of: SELECTs over the lake's tables and nothing that writes, reads other
 * files, starts programs or calls Java. The parsed tree is searched to its leaves, because Spark
 * takes an INSERT below WITH, and a query below any expression.
 */
final class QueryRules {
  private static final Set<String> SCHEMAS = Set.of("bronze", "silver", "gold", "bi", "ops");

  /** Table functions that make rows from their arguments alone. */
  private static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "range",
          "explode",
          "explode_outer",
          "posexplode",
          "posexplode_outer",
          "inline",
          "inline_outer",
          "stack",
          "json_tuple",
          "variant_explode",
          "variant_explode_outer");

  /** They call any static Java method, System.getenv with the key's name among them. */
  private static final Set<String> CALLS_OF_JAVA =
      Set.of("java_method", "reflect", "try_reflect", "call_function");

  private QueryRules() {}

  /**
   * Refuses all but queries over the lake's tables.
   *
   * @return the tables that the query reads, as {@code area.name} in lower case; names without an
   *     area are those of the query's own parts
   * @throws io.churnlake.error.UserException naming the part that is refused
   */
  static Set<String> check(LogicalPlan parsed) {
    Set<String> tables = new LinkedHashSet<>();
    // A node's fields, not its children: queries also stand in window definitions and CTEs.
    Deque<Object> open = new ArrayDeque<>(List.of(parsed));
    while (!open.isEmpty()) {
      Object part = open.pop();
      if (part instanceof TreeNode<?> node) {
        checkNode(node);
      }
      if (part instanceof UnresolvedRelation relation
          && relation.multipartIdentifier().size() > 1) {
        tables.add(lower(relation.multipartIdentifier().mkString(".")));
      }
      if (part instanceof Iterable<?> parts) {
        addAll(open, parts.iterator());
      } else if (part instanceof Product fields) {
        addAll(open, fields.productIterator());
      }
    }
    return tables;
  }

  private static void addAll(Deque<Object> open, Iterator<?> parts) {
    while (parts.hasNext()) {
      Object part = parts.next();
      if (part instanceof Product || part instanceof Iterable<?>) {
        open.push(part);
      }
    }
  }

  private static void checkNode(TreeNode<?> node) {
    if (writes(node) || node instanceof ScriptTransformation) {
      throw Errors.query(
          "Only queries are run here.",
          "The statement holds a " + node.nodeName() + ", which is no part of a SELECT.");
    }
    if (node instanceof UnresolvedRelation relation) {
      List<String> name = CollectionConverters.asJava(relation.multipartIdentifier());
      if (name.size() > 1 && !SCHEMAS.contains(lower(name.get(0)))) {
        List<String> near = NearestNames.to(String.join(".", name), allNames());
        refuse(
            String.join(".", name)
                + " is in none of the schemas bronze, silver, gold and ops"
                + (near.isEmpty() ? "." : "; there is " + String.join(", ", near) + "."));
      }
    }
    if (node instanceof UnresolvedTableValuedFunction function
        && !TABLE_FUNCTIONS.contains(last(function.name()))) {
      refuse("The table function " + last(function.name()) + " is not offered here.");
    }
    if (node instanceof UnresolvedFunction function
        && CALLS_OF_JAVA.contains(last(function.nameParts()))) {
      refuse("The function " + last(function.nameParts()) + " is not offered here.");
    }
    if (node instanceof PlanWithUnresolvedIdentifier
        || node instanceof ExpressionWithUnresolvedIdentifier) {
      refuse("IDENTIFIER hides what is read; write the name itself.");
    }
  }

  /** Delta's statements are not all commands of Spark's; none of them is a query. */
  private static boolean writes(TreeNode<?> node) {
    return node instanceof Command
        || node instanceof ParsedStatement
        || node instanceof InsertIntoDir
        || node.nodeName().endsWith("Statement")
        || node.getClass().getName().startsWith("org.apache.spark.sql.delta.");
  }

  private static void refuse(String reason) {
    throw Errors.query("Queries read the lake's tables only.", reason);
  }

  private static List<String> allNames() {
    return Tables.all().stream().map(Table::fullName).toList();
  }

  private static String last(scala.collection.Seq<String> name) {
    return lower(name.last());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
