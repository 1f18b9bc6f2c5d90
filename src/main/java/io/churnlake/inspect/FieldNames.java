package io.churnlake.inspect;

import io.churnlake.config.SourceMapping.Field;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What exports call the fields of an order's line, the likeliest names first. */
final class FieldNames {
  /** What tells whether a line is paid, cancelled or given back. */
  static final List<String> STATUS =
      words(
          "status order_status financial_status payment_status state order_state bestellstatus"
              + " zahlungsstatus zustand estado statut stato");

  /** What tells invoices from credit notes. */
  static final List<String> KIND =
      words(
          "belegart document_type doc_type doctype belegtyp vorgangsart kind type event_type"
              + " transaction_type record_type tipo");

  private static final Map<Field, List<String>> NAMES = new EnumMap<>(Field.class);

  static {
    put(
        Field.TIME,
        "order_date ordered_at order_time order_datetime order_date_time purchase_date"
            + " order_created_at created_at date_created created invoice_date sale_date sales_date"
            + " purchased_at order_purchase_timestamp bestelldatum auftragsdatum rechnungsdatum"
            + " belegdatum kaufdatum verkaufsdatum transaction_date datum date datetime timestamp time"
            + " day ts fecha fecha_pedido data data_ordine date_commande buchungsdatum dt");
    put(
        Field.CUSTOMER_ID,
        "customer_id customer_no customer_number customer_code customer_key customerid customer cust_id"
            + " cust_no cust_nr cust client_id client kundennr kundennummer kunden_nr kunden_id kunde kd_nr"
            + " kd_nummer n_client no_client numero_client code_client user_id buyer_id"
            + " buyer_username account_id member_id contact_id customer_unique_id debitor debitorennr"
            + " customer_email email e_mail email_address mail buyer_email billing_email user buyer"
            + " account id_cliente cliente id_client customer_name kundenname buyer_name");
    put(
        Field.ORDER_ID,
        "order_id order_number order_no order_nr order_ref order_reference orderid order"
            + " bestellnummer bestellnr bestell_nr bestell_id bestellung auftragsnummer auftragsnr"
            + " auftrag sales_order invoice_id invoice_no invoice_number invoice rechnungsnummer"
            + " rechnungsnr rechnung belegnr belegnummer beleg bonnr bon_nr bonnummer bon receipt_id"
            + " receipt_no receipt_number receipt ticket transaction_id transaction basket_id basket"
            + " checkout_id pedido id_pedido numero_pedido commande n_commande no_commande"
            + " numero_commande best_nr re_nr rg_nr auftr_nr ordine number nummer id");
    put(
        Field.LINE_ID,
        "line_id line_no line_number line_nr line order_line order_line_id order_item_id"
            + " orderline position_nr positionsnr position pos pos_nr posnr zeile zeilennr row_no"
            + " item_no line_item_id items_id");
    put(
        Field.PRODUCT_CODE,
        "sku product_sku product_code product_id stock_code stockcode article_no article_number"
            + " article_id artikelnr artikelnummer artikel_nr artikel_id artikel art_nr art_no item_id item_code"
            + " item_number item_sku variant_sku variant_id asin ean gtin articulo referencia ref"
            + " reference product_number");
    put(
        Field.PRODUCT_NAME,
        "product_name product_title item_name item_title title bezeichnung artikelname"
            + " artikelbezeichnung produktname produkt product item name description designation libelle"
            + " nombre_producto");
    put(Field.CATEGORY, "category product_category kategorie warengruppe department sub_category");
    put(
        Field.QUANTITY,
        "quantity qty qty_ordered ordered_quantity pieces pcs menge anzahl stueck stuck stk units"
            + " units_sold item_quantity count n anz cantidad quantite qte quantita");
    put(
        Field.UNIT_PRICE,
        "unit_price unit_amount price_per_unit price_each price_per_piece item_price einzelpreis stuckpreis"
            + " stueckpreis preis_pro_stuck unitprice list_price sold_for sale_price price preis vk"
            + " e_preis net_price gross_price precio_unitario precio prix_unitaire prix pu"
            + " prezzo");
    put(
        Field.AMOUNT,
        "line_total line_amount total_line line_value line_net amount_net net_amount net_sales"
            + " item_total items_total extended_price gesamtpreis positionssumme zeilensumme sales"
            + " revenue umsatz betrag amount total_price total_amount gesamtbetrag gesamt summe"
            + " order_total order_amount order_value grand_total subtotal total payment_value value"
            + " gross importe montant importo");
    put(
        Field.DISCOUNT,
        "discount discount_amount line_discount item_discount item_promotion_discount rebate rabatt"
            + " rabattbetrag nachlass descuento remise sconto");
    put(
        Field.UNIT_COST,
        "unit_cost cost cost_price einstandspreis ek ek_preis cogs purchase_price");
    put(
        Field.CURRENCY,
        "currency currency_code wahrung waehrung devise moneda valuta iso_currency");
    put(
        Field.CHANNEL,
        "channel sales_channel kanal vertriebskanal shop store shop_id store_id filiale source"
            + " marketplace marktplatz site location");
    put(
        Field.COUNTRY,
        "country country_code billing_country shipping_country ship_country customer_country land"
            + " lieferland rechnungsland pais pays billing_country_code");
    put(
        Field.REFERS_TO_ORDER,
        "refers_to_order refers_to original_order original_order_id original_invoice bezug"
            + " bezugsbeleg ursprungsbeleg parent_order reference_order related_order return_of");
  }

  private FieldNames() {}

  private static void put(Field field, String names) {
    NAMES.put(field, words(names));
  }

  private static List<String> words(String names) {
    return List.of(names.split(" ", -1));
  }

  /** The names of a field. */
  static List<String> of(Field field) {
    return NAMES.getOrDefault(field, List.of());
  }

  /**
   * How well a column's name is one of the names; 0 if it is none. A path's last part counts, and a
   * unit or a currency behind the name does not.
   */
  static int rank(String name, List<String> names) {
    String words = ColumnValues.words(name.substring(name.lastIndexOf('.') + 1));
    String whole = ColumnValues.words(name);
    String bare =
        words.replaceAll(
            "_(in_cents|cents|minor|eur|usd|gbp|chf|net|netto|brutto|gross|ttc|ht|utc|cet)$", "");
    int best = 0;
    for (int i = 0; i < names.size(); i++) {
      String known = names.get(i);
      int points = 2 * (names.size() - i);
      if (whole.equals(known)) {
        best = Math.max(best, points + 1);
      } else if (words.equals(known) || bare.equals(known)) {
        best = Math.max(best, points);
      } else if (known.length() > 3 && words.replace("_", "").equals(known.replace("_", ""))) {
        best = Math.max(best, points - 1);
      }
    }
    return best;
  }
}
