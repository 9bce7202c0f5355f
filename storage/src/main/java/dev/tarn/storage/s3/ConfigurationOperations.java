package dev.tarn.storage.s3;

import dev.tarn.storage.BucketDocuments;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.S3Errors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The configurations of a bucket that are one document each: stored, returned and deleted, with
 * what S3 answers when there is none. docs/s3.md says which of them change anything here.
 */
final class ConfigurationOperations {

  private static final String XMLNS = " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"";

  private static final String OWNERSHIP = "ownershipControls";
  private static final String PUBLIC_ACCESS_BLOCK = "publicAccessBlock";
  private static final String TAGGING = "tagging";

  /** A header that belongs to the lifecycle configuration, kept beside it. */
  private static final String MINIMUM_SIZE_HEADER = "x-amz-transition-default-minimum-object-size";

  private static final String MINIMUM_SIZE = "lifecycle-minimum-size";

  private final LocalObjectStore store;
  private final ConfigurationChecks checks;

  ConfigurationOperations(LocalObjectStore store) {
    this.store = store;
    this.checks = new ConfigurationChecks(store);
  }

  void register(S3Routes routes) {
    for (ConfigurationKind kind : ConfigurationKind.ALL) {
      String parameter = kind.parameter();
      routes
          .add("GET", S3Routes.Target.BUCKET, parameter, exchange -> get(exchange, kind))
          .add("PUT", S3Routes.Target.BUCKET, parameter, exchange -> put(exchange, kind));
      if (kind.deletable()) {
        routes.add("DELETE", S3Routes.Target.BUCKET, parameter, exchange -> delete(exchange, kind));
      }
    }
  }

  /** Stores the object ownership that a bucket is created with. */
  static void putOwnership(LocalObjectStore store, String bucket, String ownership)
      throws IOException {
    XmlWriter xml =
        XmlWriter.document("OwnershipControls").open("Rule").element("ObjectOwnership", ownership);
    store.documents().put(bucket, OWNERSHIP, xml.close("Rule").close("OwnershipControls").bytes());
  }

  /** Whether access control lists of the bucket and its objects are switched off. */
  static boolean isOwnerEnforced(LocalObjectStore store, String bucket) throws IOException {
    Optional<byte[]> document = store.documents().get(bucket, OWNERSHIP);
    return document.isEmpty()
        || (document.get().length > 0
            && XmlReader.read(document.get())
                .child("Rule")
                .flatMap(rule -> rule.childText("ObjectOwnership"))
                .orElse("")
                .trim()
                .equals("BucketOwnerEnforced"));
  }

  /** Whether the bucket's public access block has this switch on, as new buckets have all. */
  static boolean isBlocked(LocalObjectStore store, String bucket, String what) throws IOException {
    Optional<byte[]> document = store.documents().get(bucket, PUBLIC_ACCESS_BLOCK);
    return document.isEmpty()
        || (document.get().length > 0
            && XmlReader.read(document.get())
                .childText(what)
                .orElse("")
                .trim()
                .equalsIgnoreCase("true"));
  }

  private BucketDocuments documents() {
    return store.documents();
  }

  private void get(S3Exchange exchange, ConfigurationKind kind) throws IOException {
    byte[] document =
        documents().get(exchange.bucket(), kind.parameter()).orElseGet(() -> defaultDocument(kind));
    if (document.length == 0) {
      throw S3Errors.of(kind.missingCode(), kind.missing(), 404);
    }
    if (kind.parameter().equals("lifecycle")) {
      Optional<byte[]> size = documents().get(exchange.bucket(), MINIMUM_SIZE);
      exchange.answerHeader(
          MINIMUM_SIZE_HEADER,
          size.map(text -> new String(text, StandardCharsets.UTF_8))
              .orElse("all_storage_classes_128K"));
    }
    exchange.answerBytes(200, "application/xml", document);
  }

  /** An empty document stands for none. */
  private static byte[] defaultDocument(ConfigurationKind kind) {
    String inside =
        switch (kind.parameter()) {
          // What every bucket is created with, until it is changed or deleted.
          case OWNERSHIP -> "<Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule>";
          case PUBLIC_ACCESS_BLOCK ->
              "<BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls>"
                  + "<BlockPublicPolicy>true</BlockPublicPolicy>"
                  + "<RestrictPublicBuckets>true</RestrictPublicBuckets>";
          default -> {
            if (!kind.missingCode().isEmpty()) {
              yield "-";
            }
            yield kind.missing();
          }
        };
    if (inside.equals("-")) {
      return new byte[0];
    }
    String root = kind.form().root();
    return ("<" + root + XMLNS + ">" + inside + "</" + root + ">").getBytes(StandardCharsets.UTF_8);
  }

  private void put(S3Exchange exchange, ConfigurationKind kind) throws IOException {
    String bucket = exchange.bucket();
    store.requireBucket(bucket);
    byte[] document = new RequestBody(exchange).requiredDocument();
    XmlElement root = XmlReader.read(document);
    kind.form().check().accept(root);
    if (kind.parameter().equals(TAGGING)) {
      boolean none = Tagging.parse(document, Tagging.MAX_BUCKET_TAGS, "Bucket").isEmpty();
      document = none ? new byte[0] : document;
    } else {
      document = checks.accept(bucket, kind.parameter(), root, document);
    }
    documents().put(bucket, kind.parameter(), document);
    if (kind.parameter().equals("lifecycle")) {
      String size = exchange.header(MINIMUM_SIZE_HEADER).orElse("all_storage_classes_128K");
      documents().put(bucket, MINIMUM_SIZE, size.getBytes(StandardCharsets.UTF_8));
      exchange.answerHeader(MINIMUM_SIZE_HEADER, size);
    }
    exchange.answerEmpty(kind.parameter().equals(TAGGING) ? 204 : 200);
  }

  private void delete(S3Exchange exchange, ConfigurationKind kind) throws IOException {
    switch (kind.parameter()) {
      case OWNERSHIP, PUBLIC_ACCESS_BLOCK ->
          documents().put(exchange.bucket(), kind.parameter(), new byte[0]);
      default -> documents().delete(exchange.bucket(), kind.parameter());
    }
    exchange.answerEmpty(204);
  }
}
