package io.churnlake.report;

import io.churnlake.report.figure.Night;
import io.churnlake.report.page.Page;
import io.churnlake.report.page.Section;
import io.churnlake.report.page.Words;
import io.churnlake.report.section.CustomerValue;
import io.churnlake.report.section.CustomersToContact;
import io.churnlake.report.section.Economics;
import io.churnlake.report.section.Headlines;
import io.churnlake.report.section.ModelQuality;
import io.churnlake.report.section.MonthlyRates;
import io.churnlake.report.section.RetentionMap;
import io.churnlake.report.section.RevenueBridge;
import io.churnlake.report.section.RiskReasons;
import io.churnlake.report.section.SurvivalCurve;
import io.churnlake.report.section.ValueTracking;
import java.util.List;
import java.util.Locale;

/** The report of a night: its sections in their order, as one page. */
public final class NightlyReport {
  private NightlyReport() {}

  /** The page in English or German; the same for the same figures. */
  public static String html(Night night, Locale language) {
    Words words = new Words(language, night.currency());
    List<Section> sections =
        List.of(
            Headlines.of(night, words),
            MonthlyRates.of(night, words),
            RetentionMap.of(night, words),
            RevenueBridge.of(night, words),
            SurvivalCurve.of(night, words),
            CustomerValue.of(night, words),
            ValueTracking.of(night, words),
            ModelQuality.of(night, words),
            RiskReasons.of(night, words),
            CustomersToContact.of(night, words),
            Economics.of(night, words));
    return Page.of(
        words,
        words.text("page.title", words.date(night.asOf())),
        List.of(words.text("page.subtitle", night.shop(), night.currency())),
        sections);
  }
}
