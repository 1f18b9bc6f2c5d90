package io.churnlake.inspect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the words of a status mean, in the languages of many shops.
 *
 * @param counting those whose lines count
 * @param pending not decided yet
 * @param cancelled never came to be
 * @param refunded given back
 * @param unknown those that could not be told
 */
public record StatusWords(
    List<String> counting,
    List<String> pending,
    List<String> cancelled,
    List<String> refunded,
    List<String> unknown) {
  /** An order of which a part went back counts; what of it is another column's to say. */
  private static final String PARTLY_BACK =
      "teil.*(erstatt|storn|retour|zurück|rück).*|partial.*(refund|return|cancel).*";

  private static final Pattern PARTS = Pattern.compile(PARTLY_BACK);

  /** In words of a shop's own; what is denied is not so. */
  private static final String OTHER = "(?!(nicht|kein|ohne|not|no) ?)";

  private static final Pattern COUNTING =
      Pattern.compile(
          "ok|okay|done|paid|partially[ _-]?(refunded|paid|shipped|fulfilled)|"
              + PARTLY_BACK
              + "|(partially )?refunded \\(partially\\)|complete[d]?|process(ing|ed)|ship(ped|ping)?.*"
              + "|deliver(ed|y)|fulfilled|success(ful)?|succeeded|settled|captured|approved|confirmed"
              + "|invoiced|sent|closed|active|sold|sale|order|purchase|invoice|rechnung|verkauf"
              + "|bezahlt|abgeschlossen|versendet|versandt|geliefert|in bearbeitung|fertig|erledigt"
              + "|bestatigt|bestätigt|pagado|enviado|completado|paye|payé|expédié|livré|terminé|pagato");

  private static final Pattern PENDING =
      Pattern.compile(
          "pending.*|on[ _-]?hold|open|new|created|draft|checkout-draft|unpaid|authori[sz]ed"
              + "|awaiting.*|waiting.*|payment[ _-]?review|requires.*|offen|neu|ausstehend|unbezahlt"
              + "|wartend.*|zurückgestellt|entwurf|angebot|quote|pendiente|en attente|in attesa");

  private static final Pattern CANCELLED =
      Pattern.compile(
          OTHER
              + "(cancel.*|void(ed)?|failed|declined|denied|rejected|expired|trash|abandoned|.*storn.*"
              + "|abgebrochen|abgelehnt|gelöscht|cancelad[oa]|annul.*|fehlgeschlagen|test|deleted)");

  private static final Pattern REFUNDED =
      Pattern.compile(
          OTHER
              + "(refund.*|return(ed)?|chargeback.*|charged?[ _-]?back|reversed|.*erstatt.*|.*retour.*"
              + "|.*zurück(?!gestellt).*|rück(gabe|sendung|zahlung).*|gutschrift.*|credit.?(note|memo)|reembolsad[oa]|rembours.*|rimborsato"
              + "|devuelto|devoluci.n|avoir)");

  /** Sorts the words of a column; {@code counting} has what no other rule takes. */
  public static StatusWords of(Collection<String> words) {
    StatusWords sorted =
        new StatusWords(
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (String word : words) {
      String small = word.strip().toLowerCase(Locale.ROOT);
      if (COUNTING.matcher(small).matches()) {
        sorted.counting.add(word);
      } else if (REFUNDED.matcher(small).matches()) {
        sorted.refunded.add(word);
      } else if (CANCELLED.matcher(small).matches()) {
        sorted.cancelled.add(word);
      } else if (PENDING.matcher(small).matches()) {
        sorted.pending.add(word);
      } else {
        sorted.unknown.add(word);
      }
    }
    return sorted;
  }

  /** Those that count though a part of the order went back. */
  List<String> parts() {
    return counting.stream()
        .filter(word -> PARTS.matcher(word.strip().toLowerCase(Locale.ROOT)).matches())
        .toList();
  }

  /** Whether some of the words are those of a status, and the others are few. */
  public boolean areStatuses() {
    int known = counting.size() + pending.size() + cancelled.size() + refunded.size();
    return known > 0 && known >= unknown.size();
  }

  /** Whether all lines count by these words. */
  public boolean excludeNothing() {
    return pending.isEmpty() && cancelled.isEmpty() && refunded.isEmpty();
  }
}
