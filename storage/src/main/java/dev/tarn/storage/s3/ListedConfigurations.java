package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The configurations of which a bucket may have many, each with an id: analytics, intelligent
 * tiering, inventory, metrics. Stored, returned, listed and deleted; they change nothing here.
 */
final class ListedConfigurations {

  private static final int MAX_ID_CHARS = 64;
  private static final int PAGE = 100;

  private static final String FILTER =
      "Filter?(Prefix? Tag?(Key Value) AccessPointArn? And?(Prefix? Tag*(Key Value)"
          + " AccessPointArn?))";

  /** One kind; {@code listRoot} is the root of a listing. */
  private record Kind(String parameter, String listRoot, XmlSchema.Form form) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              "analytics",
              "ListBucketAnalyticsConfigurationResult",
              XmlSchema.of(
                  "AnalyticsConfiguration(Id "
                      + FILTER
                      + " StorageClassAnalysis(DataExport?(OutputSchemaVersion=V_1"
                      + " Destination(S3BucketDestination(Format=CSV BucketAccountId? Bucket"
                      + " Prefix?)))))")),
          new Kind(
              "intelligent-tiering",
              "ListBucketIntelligentTieringConfigurationsOutput",
              XmlSchema.of(
                  "IntelligentTieringConfiguration(Id "
                      + FILTER
                      + " Status=Enabled|Disabled Tiering+(Days=#"
                      + " AccessTier=ARCHIVE_ACCESS|DEEP_ARCHIVE_ACCESS))")),
          new Kind(
              "inventory",
              "ListInventoryConfigurationsResult",
              XmlSchema.of(
                  "InventoryConfiguration(Id IsEnabled=true|false Filter?(Prefix)"
                      + " Destination(S3BucketDestination(AccountId? Bucket Format=CSV|ORC|Parquet"
                      + " Prefix? Encryption?(SSE-S3? SSE-KMS?(KeyId))))"
                      + " Schedule(Frequency=Daily|Weekly) IncludedObjectVersions=All|Current"
                      + " OptionalFields?(Field*))")),
          new Kind(
              "metrics",
              "ListMetricsConfigurationsResult",
              XmlSchema.of("MetricsConfiguration(Id " + FILTER + ")")));

  private final LocalObjectStore store;

  ListedConfigurations(LocalObjectStore store) {
    this.store = store;
  }

  void register(S3Routes routes) {
    for (Kind kind : KINDS) {
      routes
          .add("GET", S3Routes.Target.BUCKET, kind.parameter(), exchange -> get(exchange, kind))
          .add("PUT", S3Routes.Target.BUCKET, kind.parameter(), exchange -> put(exchange, kind))
          .add(
              "DELETE",
              S3Routes.Target.BUCKET,
              kind.parameter(),
              exchange -> delete(exchange, kind));
    }
  }

  private void get(S3Exchange exchange, Kind kind) throws IOException {
    if (!exchange.query().has("id")) {
      list(exchange, kind);
      return;
    }
    byte[] document =
        store
            .documents()
            .get(exchange.bucket(), document(kind, id(exchange)))
            .orElseThrow(ListedConfigurations::none);
    exchange.answerBytes(200, "application/xml", document);
  }

  private void put(S3Exchange exchange, Kind kind) throws IOException {
    store.requireBucket(exchange.bucket());
    String id = id(exchange);
    byte[] document = new RequestBody(exchange).requiredDocument();
    XmlElement root = XmlReader.read(document);
    kind.form().check().accept(root);
    if (!root.childText("Id").orElse("").trim().equals(id)) {
      throw S3Errors.invalidArgument("The Id in the URL and in the configuration must match");
    }
    store.documents().put(exchange.bucket(), document(kind, id), document);
    exchange.answerEmpty(200);
  }

  private void delete(S3Exchange exchange, Kind kind) throws IOException {
    String name = document(kind, id(exchange));
    if (store.documents().get(exchange.bucket(), name).isEmpty()) {
      throw none();
    }
    store.documents().delete(exchange.bucket(), name);
    exchange.answerEmpty(204);
  }

  private void list(S3Exchange exchange, Kind kind) throws IOException {
    String token = exchange.query().text("continuation-token");
    List<String> names =
        store.documents().names(exchange.bucket(), kind.parameter() + ".").stream()
            .filter(name -> name.compareTo(token) > 0)
            .toList();
    List<String> page = names.subList(0, Math.min(PAGE, names.size()));
    XmlWriter xml = XmlWriter.document(kind.listRoot());
    xml.element("ContinuationToken", token.isEmpty() ? null : token);
    for (String name : page) {
      byte[] document = store.documents().get(exchange.bucket(), name).orElseGet(() -> new byte[0]);
      if (document.length > 0) {
        xml.tree(XmlReader.read(document));
      }
    }
    xml.element("IsTruncated", page.size() < names.size());
    if (page.size() < names.size()) {
      xml.element("NextContinuationToken", page.getLast());
    }
    exchange.answerXml(200, xml.close(kind.listRoot()));
  }

  private static String id(S3Exchange exchange) {
    String id = exchange.query().text("id");
    boolean fits =
        !id.isEmpty()
            && id.length() <= MAX_ID_CHARS
            && id.chars().allMatch(c -> Character.isLetterOrDigit(c) || "-_. ".indexOf(c) >= 0);
    if (!fits) {
      throw S3Errors.of(
          "InvalidConfigurationId", "The specified configuration ID is invalid.", 400);
    }
    return id;
  }

  /** Ids may differ in case only, which the names of files may not everywhere. */
  private static String document(Kind kind, String id) {
    return kind.parameter() + "." + HexFormat.of().formatHex(id.getBytes(StandardCharsets.UTF_8));
  }

  private static RuntimeException none() {
    return S3Errors.of("NoSuchConfiguration", "The specified configuration does not exist.", 404);
  }
}
