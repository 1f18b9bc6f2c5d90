package io.churnlake.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.churnlake.config.NightDefinition;
import io.churnlake.error.UserException;
import io.churnlake.run.Jobs;
import io.churnlake.step.Job;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1EnvFromSource;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Each file of jobs/bindings, judged by the best that runs without its scheduler. */
@Tag("fast")
class BindingsTest {
  private static final SortedMap<String, String> BINDINGS = Bindings.of(NightDefinition.of(null));

  /** The options of the night that each binding has to give. */
  private static final List<String> NIGHT =
      List.of("nightly", "--source", "--conf", "--input", "--lake", "--as-of", "--resume");

  @TempDir private Path folder;

  @Test
  void repositoryHoldsThemAsMade() throws IOException {
    for (Map.Entry<String, String> binding : BINDINGS.entrySet()) {
      assertThat(Path.of("jobs", "bindings").resolve(binding.getKey()))
          .content(StandardCharsets.UTF_8)
          .isEqualTo(binding.getValue());
    }
  }

  @Test
  void settingsOfAPlaceReachEachOfThem() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("place.conf"),
            "night { at = \"23:05\", zone = \"America/Sao_Paulo\", lake = \"/data/our-lake\" }");
    SortedMap<String, String> bindings = Bindings.of(NightDefinition.of(settings));
    bindings.forEach(
        (file, text) -> {
          if (!file.endsWith("Dockerfile") && !file.contains("failed")) {
            assertThat(text)
                .as(file)
                .containsAnyOf("5 23 * * *", "0 5 23 * * ?", "23:05:00", "our-lake");
          }
        });
  }

  @Test
  void valuesThatWouldNeedQuotingAreRefusedTogether() throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("place.conf"),
            "night { at = \"25:00\", lake = \"/srv/a lake; rm -rf\", kubernetes.image = \"x\\\"y\", colour = red }");
    assertThatThrownBy(() -> NightDefinition.of(settings))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll(
            "night.at", "night.lake", "night.kubernetes.image", "night.colour");
  }

  @Test
  void cronJobIsOneForKubernetes() throws IOException {
    JsonElement json = json("kubernetes/cronjob.yaml");
    V1CronJob.validateJsonElement(json);
    JsonObject spec = json.getAsJsonObject().getAsJsonObject("spec");
    assertThat(spec.get("timeZone").getAsString()).isEqualTo("Europe/Berlin");
    assertNight(
        texts(
            spec.getAsJsonObject("jobTemplate")
                .getAsJsonObject("spec")
                .getAsJsonObject("template")
                .getAsJsonObject("spec")
                .getAsJsonArray("containers")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("args")));
  }

  @Test
  void scheduledSparkApplicationHasTheOperatorsFields() throws IOException {
    JsonObject spec =
        json("kubernetes/scheduledsparkapplication.yaml").getAsJsonObject().getAsJsonObject("spec");
    assertThat(spec.keySet())
        .isSubsetOf(
            "schedule",
            "timeZone",
            "template",
            "suspend",
            "concurrencyPolicy",
            "successfulRunHistoryLimit",
            "failedRunHistoryLimit");
    JsonObject application = spec.getAsJsonObject("template");
    assertThat(application.keySet())
        .contains(
            "type", "sparkVersion", "mainApplicationFile", "restartPolicy", "driver", "executor")
        .isSubsetOf(
            "type",
            "mode",
            "sparkVersion",
            "image",
            "imagePullPolicy",
            "mainClass",
            "mainApplicationFile",
            "arguments",
            "restartPolicy",
            "volumes",
            "driver",
            "executor");
    assertThat(application.getAsJsonObject("restartPolicy").keySet())
        .isSubsetOf(
            "type",
            "onFailureRetries",
            "onFailureRetryInterval",
            "onSubmissionFailureRetries",
            "onSubmissionFailureRetryInterval");
    each(
        application.getAsJsonArray("volumes"),
        volume -> check(() -> V1Volume.validateJsonElement(volume)));
    for (String pod : List.of("driver", "executor")) {
      JsonObject fields = application.getAsJsonObject(pod);
      assertThat(fields.keySet())
          .isSubsetOf(
              "cores",
              "memory",
              "instances",
              "serviceAccount",
              "envFrom",
              "securityContext",
              "volumeMounts");
      V1SecurityContext.validateJsonElement(fields.get("securityContext"));
      each(
          fields.getAsJsonArray("volumeMounts"),
          mount -> check(() -> V1VolumeMount.validateJsonElement(mount)));
      if (fields.has("envFrom")) {
        each(
            fields.getAsJsonArray("envFrom"),
            from -> check(() -> V1EnvFromSource.validateJsonElement(from)));
      }
    }
    assertNight(texts(application.getAsJsonArray("arguments")));
  }

  @Test
  void databricksBundleRunsTheNight() {
    Map<?, ?> bundle = new Yaml().load(BINDINGS.get("databricks/databricks.yml"));
    Map<?, ?> job = map(map(map(bundle.get("resources")).get("jobs")).get("churnlake_nightly"));
    Map<?, ?> task = map(((List<?>) job.get("tasks")).get(0));
    List<?> parameters = (List<?>) map(task.get("spark_jar_task")).get("parameters");
    assertNight(parameters.stream().map(String::valueOf).toList());
    String cron = String.valueOf(map(job.get("schedule")).get("quartz_cron_expression"));
    assertThat(next(CronType.QUARTZ, cron)).isEqualTo(BERLIN_NIGHT);
  }

  private static final ZonedDateTime NOON =
      ZonedDateTime.parse("2026-03-01T12:00+01:00[Europe/Berlin]");
  private static final ZonedDateTime BERLIN_NIGHT =
      ZonedDateTime.parse("2026-03-02T02:30+01:00[Europe/Berlin]");

  @Test
  void cronLineRunsTheNight() {
    String line =
        BINDINGS
            .get("cron/churnlake")
            .lines()
            .filter(text -> text.contains(" nightly "))
            .findFirst()
            .orElseThrow();
    List<String> fields = List.of(line.trim().split("\\s+"));
    assertThat(next(CronType.UNIX, String.join(" ", fields.subList(0, 5)))).isEqualTo(BERLIN_NIGHT);
    // cron reads a per cent sign as the end of the command.
    assertThat(line).doesNotContain("%");
    assertThat(fields.get(5)).isEqualTo("churnlake");
    assertNight(fields);
  }

  @Test
  void systemdTakesTheUnits() throws IOException, InterruptedException {
    assumeTrue(runs("systemd-analyze", "--version"), "systemd-analyze is not on this machine");
    for (String file : BINDINGS.keySet()) {
      if (file.startsWith("systemd/")) {
        // The paths and the user of a real machine stand in for those of the place.
        String here =
            BINDINGS
                .get(file)
                .replaceAll("ExecStart=\\S+", "ExecStart=/bin/true")
                .replace("User=churnlake\n", "");
        Files.writeString(folder.resolve(file.substring("systemd/".length())), here);
      }
    }
    Ran verified =
        run(
            "systemd-analyze",
            "verify",
            "--man=no",
            folder.resolve("churnlake-nightly.timer").toString());
    assertThat(verified.printed().lines().filter(line -> line.contains(folder.toString())))
        .isEmpty();
    assertThat(run("systemd-analyze", "calendar", "*-*-* 02:30:00 Europe/Berlin").code()).isZero();
    assertThat(BINDINGS.get("systemd/churnlake-nightly.timer"))
        .contains("OnCalendar=*-*-* 02:30:00 Europe/Berlin\n");
    assertNight(List.of(BINDINGS.get("systemd/churnlake-nightly.service").split("\\s+")));
  }

  @Test
  void airflowBuildsTheDagOfTheSteps() throws IOException, InterruptedException {
    assumeTrue(runs("python3", "--version"), "Python is not on this machine");
    Files.writeString(
        folder.resolve("churnlake_nightly.py"), BINDINGS.get("airflow/churnlake_nightly.py"));
    Path stubs = Path.of("src/test/resources/bindings/airflow_stubs.py").toAbsolutePath();
    Ran ran =
        run("python3", "-B", stubs.toString(), folder.resolve("churnlake_nightly.py").toString());
    assertThat(ran.code()).as(ran.printed()).isZero();
    List<String> steps = Jobs.nightly().stream().map(Job::name).toList();
    List<String> tasks = ran.printed().lines().filter(line -> line.startsWith("task ")).toList();
    assertThat(tasks).hasSize(steps.size());
    for (int i = 0; i < steps.size(); i++) {
      assertThat(tasks.get(i))
          .startsWith(
              "task "
                  + steps.get(i)
                  + " after "
                  + (i == 0 ? "input_has_come" : steps.get(i - 1))
                  + ": ");
      assertNight(List.of(tasks.get(i).split("\\s+")));
      assertThat(tasks.get(i).contains("--until " + steps.get(i))).isEqualTo(i < steps.size() - 1);
    }
  }

  private static void assertNight(List<String> words) {
    assertThat(words).containsAll(NIGHT);
  }

  private static ZonedDateTime next(CronType type, String cron) {
    return ExecutionTime.forCron(
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type))
                .parse(cron)
                .validate())
        .nextExecution(NOON)
        .orElseThrow();
  }

  private static JsonElement json(String file) {
    return new Gson().toJsonTree(new Yaml().load(BINDINGS.get(file)));
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  private static List<String> texts(JsonArray array) {
    return array.asList().stream().map(JsonElement::getAsString).toList();
  }

  private static void each(JsonArray array, Consumer<JsonElement> check) {
    assertThat(array.asList()).isNotEmpty();
    array.forEach(check);
  }

  private interface Checked {
    void run() throws IOException;
  }

  private static void check(Checked checked) {
    try {
      checked.run();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private record Ran(int code, String printed) {}

  private static boolean runs(String... command) throws InterruptedException {
    try {
      return run(command).code() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Ran run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ran(process.exitValue(), printed);
  }
}
