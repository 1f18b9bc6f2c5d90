package io.churnlake.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class LineFormatTest {

  private static final LineFormat FORMAT =
      new LineFormat(new ShopCalendar(new SimulationSpec(1, 10, 1, LocalDate.of(2024, 1, 1))));
  private static final OrderLine SALE =
      new OrderLine(
          "0ABC",
          2,
          Kind.SALE,
          8,
          3_661,
          new Buyer("K00000007", "AT", 0, 2),
          Product.of("KU-001", "Käsereibe 8\", fein", "Küche", 1_999, 805),
          3,
          1_999,
          300,
          Channel.EMAIL,
          "");

  @Test
  void quotesWhatNeedsQuotes() {
    assertThat(FORMAT.format(SALE, Defect.NONE))
        .isEqualTo(
            "0ABC,2,sale,2024-01-09 01:01:01,K00000007,KU-001,\"Käsereibe 8\"\", fein\",Küche,3,19.99,3.00,email,AT,,8.05");
  }

  @Test
  void takesBackAtThePricePaid() {
    OrderLine back = SALE.takenBack(Kind.RETURN, "0XYZ", 1, 9, 60, 2);

    assertThat(FORMAT.format(back, Defect.NONE))
        .isEqualTo(
            "0XYZ,1,return,2024-01-10 00:01:00,K00000007,KU-001,\"Käsereibe 8\"\", fein\",Küche,-2,18.99,0.00,email,AT,0ABC,8.05");
  }

  @Test
  void malformsOneThingAtATime() {
    assertThat(FORMAT.format(SALE, Defect.QUANTITY)).contains(",3x,19.99,");
    assertThat(FORMAT.format(SALE, Defect.DATE)).contains(",2024-13-45 01:01:01,");
    assertThat(FORMAT.format(SALE, Defect.PRICE)).contains(",3,abc,3.00,");
    assertThat(FORMAT.format(SALE, Defect.COLUMNS)).endsWith(",Küche,3");
  }

  @Test
  void orderIdsAreUniqueOfFixedLengthAndUnlikeTheirNeighbours() {
    OrderIds ids = new OrderIds(1);
    Set<String> seen = new HashSet<>();
    for (long unit = 0; unit < 1_000; unit++) {
      for (int number = 0; number < 20; number++) {
        seen.add(ids.id(unit, number));
      }
    }

    assertThat(seen).hasSize(20_000).allSatisfy(id -> assertThat(id).hasSize(13));
    assertThat(ids.id(0, 0).substring(0, 4)).isNotEqualTo(ids.id(0, 1).substring(0, 4));
    assertThat(new OrderIds(2).id(0, 0)).isNotEqualTo(ids.id(0, 0));
  }

  @Test
  void theCatalogueHasNamesThatTestAReader() {
    Catalogue catalogue = new Catalogue();
    Set<String> codes = new HashSet<>();
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < catalogue.size(); i++) {
      codes.add(catalogue.product(i).code());
      names.append(catalogue.product(i).name());
      assertThat(catalogue.product(i).cents()).isBetween(149, 50_000);
      double costShare = catalogue.product(i).costCents() / (double) catalogue.product(i).cents();
      assertThat(costShare).isBetween(.396, .704);
    }

    assertThat(codes).hasSize(200);
    assertThat(names).contains(",").contains("\"").contains("ü");
  }
}
