package io.churnlake.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a return undoes. */
@Tag("fast")
class ReturnMatcherTest {
  /**
   * Kind (S, R, A), order, day, code, price (5 or 5USD), pieces, amount given back or sold, order
   * named.
   *
   * @return each part as "return order.part kind sale pieces amount [line][order]"
   */
  private static List<String> matched(String... lines) {
    List<AccountLine> parsed = new ArrayList<>();
    for (String text : lines) {
      String[] f = text.trim().split(" +");
      AccountLine.Kind kind =
          switch (f[0]) {
            case "S" -> AccountLine.Kind.SALE;
            case "R" -> AccountLine.Kind.RETURN;
            default -> AccountLine.Kind.ADJUSTMENT;
          };
      int day = Integer.parseInt(f[2]);
      parsed.add(
          new AccountLine(
              kind,
              f[1],
              f.length > 7 ? f[7] : null,
              f[3],
              "C" + f[3].charAt(0),
              day * 86_400_000_000L,
              day,
              day,
              Long.parseLong(f[4].replace("USD", "")),
              f[4].endsWith("USD") ? "USD" : "EUR",
              Long.parseLong(f[5]),
              Long.parseLong(f[6]),
              f[1] + "/" + parsed.size(),
              1));
    }
    parsed.sort(Comparator.comparing(AccountLine::time).thenComparing(AccountLine::orderId));
    return ReturnMatcher.match(parsed, 30).stream()
        .map(
            part ->
                part.of().orderId()
                    + "."
                    + part.number()
                    + " "
                    + part.kind()
                    + " "
                    + (part.sale() == null ? "-" : part.sale().orderId())
                    + " "
                    + part.pieces()
                    + " "
                    + part.amount()
                    + (part.closesLine() ? " line" : "")
                    + (part.closesOrder() ? " order" : "")
                    + (part.swappedOn() == null ? "" : " swap " + part.swappedOn()))
        .toList();
  }

  @Test
  void theSamePriceComesFirstThenTheLatestAndAReturnMayTakeFromSeveralLines() {
    assertThat(
            matched(
                "S o1 1 a 5 2 10",
                "S o2 2 a 6 2 12",
                "S o3 3 a 5 2 10",
                "R r1 9 a 5 5 25",
                "R r2 9 a 5 4 20"))
        .containsExactly(
            "r1.1 matched o3 2 10 line order",
            "r1.2 matched o1 2 10 line order",
            "r1.3 matched o2 1 5",
            "r2.1 matched o2 1 5 line order",
            "r2.2 unmatched_return - 3 15");
  }

  @Test
  void aPriceIsTheSameInTheCurrencySoldIn() {
    assertThat(
            matched(
                "S o1 1 a 5USD 1 4",
                "S o2 2 a 5 1 5",
                "S o2 2 b 5USD 1 4",
                "S o2 2 b 5 1 5",
                "R r1 9 a 5USD 1 5",
                "R r2 9 b 5 1 5 o2"))
        .containsExactly("r1.1 matched o1 1 5 line order", "r2.1 reference o2 1 5 line");
  }

  @Test
  void aSaleAfterTheReturnOrOfAnotherCodeIsNotUndone() {
    assertThat(matched("S o1 9 a 5 1 5", "S o2 1 b 5 1 5", "R r1 3 a 5 1 5"))
        .containsExactly("r1.1 unmatched_return - 1 5 swap 9");
  }

  @Test
  void aNamedOrderIsTheOneUndoneWhateverElseWouldFit() {
    assertThat(
            matched(
                "S o1 1 a 5 1 5",
                "S o1 1 b 5 1 5",
                "S o2 2 a 5 1 5",
                "R r1 9 a 5 2 10 o1",
                "R r2 9 a 5 1 5 o9"))
        .containsExactly(
            "r1.1 reference o1 1 5 line",
            "r1.2 unmatched_return - 1 5",
            "r2.1 unmatched_return - 1 5");
  }

  @Test
  void anOrderIsClosedByTheReturnOfItsLastPiece() {
    assertThat(matched("S o1 1 a 5 1 5", "S o1 1 b 7 2 14", "R r1 2 b 7 2 14", "R r2 4 a 5 1 5"))
        .containsExactly("r1.1 matched o1 2 14 line", "r2.1 matched o1 1 5 line order");
  }

  @Test
  void partsOfMoneyAddUpToTheReturn() {
    assertThat(matched("S o1 1 a 5 1 5", "S o2 2 a 5 1 5", "S o3 3 a 5 1 5", "R r1 9 a 5 3 10"))
        .containsExactly(
            "r1.1 matched o3 1 3 line order",
            "r1.2 matched o2 1 3 line order",
            "r1.3 matched o1 1 4 line order");
  }

  @Test
  void buyingTheSameCategoryWithinThirtyDaysIsASwapAndACreditUndoesNothing() {
    assertThat(
            matched(
                "S o1 1 a1 5 1 5",
                "R r1 5 a1 5 1 5",
                "S o2 35 a2 9 1 9",
                "A c1 36 a2 5 1 3",
                "R r2 37 a2 9 1 9",
                "S o3 68 a2 9 1 9"))
        .containsExactly(
            "r1.1 matched o1 1 5 line order swap 35",
            "c1.1 adjustment - 1 3",
            "r2.1 matched o2 1 9 line order");
  }
}
