package io.churnlake.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.churnlake.churn.model.LinearMargin;
import io.churnlake.churn.model.MarginJson;
import io.churnlake.table.ChurnModels;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which model scores which date, when models are trained, rolled back and pruned. */
@Tag("fast")
class RegistryTest {
  private static final LocalDate FIRST = LocalDate.parse("2024-03-01");

  private static final LinearMargin MARGIN =
      new LinearMargin(0, new double[] {1}, new double[] {0}, new double[] {1});

  private static LocalDate day(int days) {
    return FIRST.plusDays(days);
  }

  private static Registry.Entry entry(int day, String status, boolean isKept) {
    boolean isChallenger = status.equals(ChurnModels.CHALLENGER);
    return new Registry.Entry(
        day(day),
        "v" + day,
        "logistic",
        status,
        List.of("recency_days"),
        isKept ? MarginJson.write(MARGIN) : "",
        "same",
        90,
        List.of(day(day - 90)),
        isChallenger ? List.of() : List.of(day(day)),
        0,
        "",
        "");
  }

  /** A training that found the season of a model, its own or the one in use. */
  private static Registry.Entry withSeason(int day, String status, double offset, String of) {
    Registry.Entry entry = entry(day, status, true);
    return new Registry.Entry(
        entry.asOf(),
        entry.version(),
        entry.algorithm(),
        entry.status(),
        entry.features(),
        entry.json(),
        entry.settings(),
        entry.horizonDays(),
        entry.learntOn(),
        entry.scoresFrom(),
        offset,
        entry.reference(),
        of);
  }

  private static Registry.Entry champion(int day) {
    return entry(day, ChurnModels.CHAMPION, true);
  }

  private static List<Registry.Entry> models() {
    return List.of(
        champion(0), entry(7, ChurnModels.CHALLENGER, false), champion(14), champion(21));
  }

  private static String scores(List<Registry.Entry> models, int day) {
    return new Registry(day(day), models).champion().map(Registry.Entry::version).orElse("nothing");
  }

  private static Registry.Entry named(List<Registry.Entry> models, String version) {
    return models.stream().filter(m -> m.version().equals(version)).findFirst().orElseThrow();
  }

  /** What is there after that version was put into use. */
  private static List<Registry.Entry> used(List<Registry.Entry> models, String version, int day) {
    List<Registry.Entry> changed = new Registry(day(day), models).use(named(models, version));
    List<Registry.Entry> after = new ArrayList<>();
    for (Registry.Entry model : models) {
      after.add(
          changed.stream().filter(m -> m.asOf().equals(model.asOf())).findFirst().orElse(model));
    }
    return after;
  }

  @Test
  void theNewestChampionUpToADateScoresIt() {
    assertThat(scores(models(), -1)).isEqualTo("nothing");
    assertThat(scores(models(), 13)).isEqualTo("v0");
    assertThat(scores(models(), 14)).isEqualTo("v14");
    assertThat(scores(models(), 100)).isEqualTo("v21");
    Registry own = new Registry(day(14), models());
    assertThat(own.incumbent()).map(Registry.Entry::version).contains("v0");
    assertThat(own.own()).map(Registry.Entry::version).contains("v14");
    assertThat(own.lastTrained()).contains(day(7));
  }

  /** Another version of the program may have had features, or kinds of models, that are no more. */
  @Test
  void aModelThatCannotBeAppliedScoresNothingAndIsTold() {
    for (Registry.Entry strange :
        List.of(
            strange(List.of("weather"), MarginJson.write(MARGIN)),
            strange(List.of("recency_days"), "{}"))) {
      List<Registry.Entry> models = List.of(champion(0), strange);
      assertThat(scores(models, 13)).isEqualTo("v0");
      assertThat(scores(models, 14)).isEqualTo("v0");
      assertThat(scores(List.of(strange), 14)).isEqualTo("nothing");
      assertThat(new Registry(day(20), models).incumbent())
          .map(Registry.Entry::version)
          .contains("v0");
      assertThat(new Registry(day(20), models).passedOver())
          .map(Registry.Entry::version)
          .contains("v14");
      assertThat(new Registry(day(13), models).passedOver()).isEmpty();
    }
  }

  private static Registry.Entry strange(List<String> features, String json) {
    Registry.Entry entry = champion(14);
    return new Registry.Entry(
        entry.asOf(),
        entry.version(),
        entry.algorithm(),
        entry.status(),
        features,
        json,
        entry.settings(),
        entry.horizonDays(),
        entry.learntOn(),
        entry.scoresFrom(),
        0,
        "",
        "");
  }

  @Test
  void aModelThatIsTakenBackScoresFromThatDateOnAndThePastIsLeft() {
    List<Registry.Entry> models = used(models(), "v0", 25);
    for (int day = -1; day < 25; day++) {
      assertThat(scores(models, day)).as("day %d", day).isEqualTo(scores(models(), day));
    }
    assertThat(scores(models, 25)).isEqualTo("v0");
    assertThat(scores(models, 60)).isEqualTo("v0");
    assertThat(models)
        .map(Registry.Entry::status)
        .containsExactly("champion", "challenger", "rolled_back", "rolled_back");
    // The next training challenges the one in use.
    assertThat(new Registry(day(28), models).incumbent())
        .map(Registry.Entry::version)
        .contains("v0");
    List<Registry.Entry> trained = new ArrayList<>(models);
    trained.add(champion(28));
    assertThat(scores(trained, 27)).isEqualTo("v0");
    assertThat(scores(trained, 28)).isEqualTo("v28");
  }

  @Test
  void aModelOfTheVeryDateIsPassedOver() {
    List<Registry.Entry> models = used(models(), "v14", 21);
    assertThat(scores(models, 21)).isEqualTo("v14");
    assertThat(named(models, "v21").scoresFrom()).isEmpty();
    assertThat(new Registry(day(21), models).incumbent())
        .map(Registry.Entry::version)
        .contains("v14");
    // Learnt anew for the date and better, it scores after all.
    List<Registry.Entry> again = new ArrayList<>(models);
    again.set(3, champion(21));
    assertThat(scores(again, 21)).isEqualTo("v21");
  }

  @Test
  void rollingBackIsRolledBackToo() {
    List<Registry.Entry> back = used(models(), "v0", 25);
    List<Registry.Entry> forth = used(back, "v21", 30);
    assertThat(scores(forth, 24)).isEqualTo("v21");
    assertThat(scores(forth, 29)).isEqualTo("v0");
    assertThat(scores(forth, 30)).isEqualTo("v21");
    assertThat(named(forth, "v21").status()).isEqualTo("champion");
    assertThat(named(forth, "v0").status()).isEqualTo("champion");
    // On the day itself the last word counts.
    List<Registry.Entry> atOnce = used(back, "v21", 25);
    assertThat(scores(atOnce, 25)).isEqualTo("v21");
    assertThat(named(atOnce, "v0").scoresFrom()).containsExactly(day(0));
  }

  @Test
  void onlyWhatChangesIsToBeWritten() {
    assertThat(new Registry(day(25), models()).use(named(models(), "v14")))
        .map(Registry.Entry::version)
        .containsExactly("v14", "v21");
  }

  @Test
  void theNewestAreKeptAndTheOneInUse() {
    Registry next = new Registry(day(28), models());
    assertThat(next.superfluous(true, 4)).isEmpty();
    assertThat(next.superfluous(true, 3)).containsExactly(day(0));
    assertThat(next.superfluous(false, 3)).isEmpty();
    assertThat(next.superfluous(false, 2)).containsExactly(day(0));
    // The one in use stays, and so does the one that is written.
    assertThat(next.superfluous(true, 1)).containsExactly(day(14), day(0));
    assertThat(new Registry(day(3), models()).superfluous(true, 2)).containsExactly(day(0));
    Registry back = new Registry(day(28), used(models(), "v0", 25));
    assertThat(back.superfluous(false, 1)).containsExactly(day(14));
  }

  @Test
  void aModelThatIsKeptNoLongerScoresNothing() {
    List<Registry.Entry> models =
        List.of(champion(0), entry(14, ChurnModels.CHAMPION, false), champion(21));
    assertThat(scores(models, 15)).isEqualTo("v0");
    List<Registry.Entry> none = List.of(entry(0, ChurnModels.CHAMPION, false), champion(21));
    assertThat(scores(none, 15)).isEqualTo("nothing");
    assertThat(new Registry(day(15), none).incumbent()).isEmpty();
  }

  @Test
  void aModelLearntAnewTakesThePlaceOfItsFormerOne() {
    List<Registry.Entry> models = used(models(), "v0", 25);
    Registry first = new Registry(day(0), models);
    assertThat(first.scoresFrom(true)).containsExactly(day(0), day(25));
    assertThat(first.scoresFrom(false)).isEmpty();
    assertThat(new Registry(day(28), models).scoresFrom(true)).containsExactly(day(28));
  }

  @Test
  void aModelMovesByTheSeasonThatWasFoundForIt() {
    List<Registry.Entry> models =
        List.of(
            withSeason(0, ChurnModels.CHAMPION, -0.1, "v0"),
            withSeason(7, ChurnModels.CHALLENGER, -0.2, "v0"),
            withSeason(14, ChurnModels.CHAMPION, -0.4, "v14"),
            champion(21));
    Registry registry = new Registry(day(22), models);
    assertThat(registry.seasonOffset(named(models, "v0"))).isEqualTo(-0.2);
    assertThat(registry.seasonOffset(named(models, "v14"))).isEqualTo(-0.4);
    assertThat(registry.seasonOffset(named(models, "v21"))).isZero();
    assertThat(new Registry(day(3), models).seasonOffset(named(models, "v0"))).isEqualTo(-0.1);
  }
}
