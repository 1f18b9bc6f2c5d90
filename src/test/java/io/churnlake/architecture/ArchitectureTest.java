package io.churnlake.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.churnlake.step.Job;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ArchitectureTest {
  private static JavaClasses program;

  @BeforeAll
  static void importProgram() {
    // The rules go by names; what Spark's classes look like inside takes seconds to read.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    program =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(Rooms.ROOT);
  }

  @Test
  void packagesUseOnlyWhatTheyMay() {
    classes().should(Rooms.useOnlyWhatTheyMay()).check(program);
  }

  @Test
  void tablesAndFilesAreOpenedInLakeOnly() {
    noClasses()
        .that(not(resideInAPackage("io.churnlake.lake..")))
        .should(accessTargetWhere(Uses.writing()))
        .check(program);
  }

  @Test
  void sparkComputesInLakeAndJobOnlyAndWhereAModelIsFitted() {
    noClasses()
        .that(not(mayAct()))
        .should(accessTargetWhere(Uses.actions().or(Uses.modelFits())))
        .check(program);
  }

  /**
   * Beside lake, jobs and what they are written with: what is looked over before it is loaded, what
   * other programs and notebooks read, the printing of a query's result, the copy to a database, a
   * simulated shop's files, and the fits of models.
   */
  private static DescribedPredicate<JavaClass> mayAct() {
    Set<String> single =
        Set.of(
            "io.churnlake.check.JudgedTally",
            "io.churnlake.check.SourceCheck",
            "io.churnlake.cli.DemoCommand",
            "io.churnlake.cli.Results",
            "io.churnlake.clv.PartitionedLikelihood",
            "io.churnlake.clv.PurchaseHistories",
            "io.churnlake.clv.SpendHistories",
            "io.churnlake.database.DatabasePublisher",
            "io.churnlake.simulate.ShopFiles");
    return resideInAPackage("io.churnlake.lake..")
        .or(describe("a job's", type -> Rooms.isOfJobs(type)))
        .or(resideInAPackage("io.churnlake.api.."))
        .or(resideInAPackage("io.churnlake.churn.model.."))
        .or(describe("print or fit", type -> single.contains(type.getName())));
  }

  /** In a circle, the class that is loaded first would find names of the others null. */
  @Test
  void tablesTakeNamesFromEachOtherInOneDirectionOnly() {
    slices().assignedFrom(new TableClasses()).should().beFreeOfCycles().check(program);
  }

  @Test
  void jobHoldsJobsOnly() {
    classes()
        .that(resideInAPackage("io.churnlake.job").and(describe("are no parts", Rooms::isTopLevel)))
        .should()
        .implement(Job.class)
        .check(program);
  }

  @Test
  void onlyTheCommandLineLooksAtTheClock() {
    noClasses()
        .that(not(resideInAPackage("io.churnlake.cli..")))
        .should(accessTargetWhere(Uses.clocks()))
        .check(program);
  }

  @Test
  void statisticsKnowNoSpark() {
    noClasses()
        .that(
            describe(
                    "subjects and quality",
                    (JavaClass type) -> Rooms.isSubject(type) || Rooms.of(type).equals("quality"))
                .and(Uses.statistics()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.spark..")
        .check(program);
  }

  /** A feature that peeks gets no days but those which Occasions and OtherEvents have cut off. */
  @Test
  void featuresSeeNothingAfterTheCutOff() {
    Set<String> cutting =
        Set.of("io.churnlake.churn.feature.Occasions", "io.churnlake.churn.feature.OtherEvents");
    noClasses()
        .that(
            resideInAPackage("io.churnlake.churn.feature..")
                .and(not(describe("cut off", type -> cutting.contains(type.getName())))))
        .should(accessTargetWhere(Uses.wholePasts()))
        .check(program);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that(not(resideInAPackage("io.churnlake.cli..")))
        .should(
            accessTargetWhere(
                describe(
                    "is a standard stream",
                    access ->
                        access.getTargetOwner().getName().equals("java.lang.System")
                            && Set.of("out", "err", "in").contains(access.getName()))))
        .check(program);
  }

  @Test
  void loggingIsSparksOwn() {
    noClasses()
        // It quiets a logger of others, for hosts that switch all levels on.
        .that(not(resideInAPackage("io.churnlake.api..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .check(program);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<String> explained =
        program.stream()
            .filter(type -> type.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> all =
        program.stream()
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(explained).isNotEmpty().isEqualTo(all);
  }
}
