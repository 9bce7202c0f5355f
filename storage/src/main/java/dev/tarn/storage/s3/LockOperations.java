package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import dev.tarn.storage.Versioning;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Versioning of buckets, their Object Lock configuration, and the locks of single objects. */
final class LockOperations {

  private final LocalObjectStore store;
  private final Versions versions;
  private final ObjectLock lock;

  LockOperations(LocalObjectStore store, Versions versions, ObjectLock lock) {
    this.store = store;
    this.versions = versions;
    this.lock = lock;
  }

  void register(S3Routes routes) {
    routes
        .add("GET", S3Routes.Target.BUCKET, "versioning", this::getVersioning)
        .add("PUT", S3Routes.Target.BUCKET, "versioning", this::putVersioning)
        .add("GET", S3Routes.Target.BUCKET, "object-lock", this::getConfiguration)
        .add("PUT", S3Routes.Target.BUCKET, "object-lock", this::putConfiguration)
        .add("GET", S3Routes.Target.OBJECT, "retention", this::getRetention)
        .add("PUT", S3Routes.Target.OBJECT, "retention", this::putRetention)
        .add("GET", S3Routes.Target.OBJECT, "legal-hold", this::getLegalHold)
        .add("PUT", S3Routes.Target.OBJECT, "legal-hold", this::putLegalHold);
  }

  private void getVersioning(S3Exchange exchange) throws IOException {
    XmlWriter xml = XmlWriter.document("VersioningConfiguration");
    switch (store.versions().versioning(exchange.bucket())) {
      case NEVER_ENABLED -> {}
      case ENABLED -> xml.element("Status", "Enabled");
      case SUSPENDED -> xml.element("Status", "Suspended");
    }
    exchange.answerXml(200, xml.close("VersioningConfiguration"));
  }

  private void putVersioning(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    XmlElement root = XmlReader.read(new RequestBody(exchange).requiredDocument());
    if (!root.name().equals("VersioningConfiguration")) {
      throw XmlReader.malformed();
    }
    if (root.childText("MfaDelete").orElse("").trim().equals("Enabled")) {
      throw S3Routes.notImplemented("MFA delete");
    }
    Versioning asked =
        switch (root.childText("Status").orElse("").trim()) {
          case "Enabled" -> Versioning.ENABLED;
          case "Suspended" -> Versioning.SUSPENDED;
          case "" ->
              throw S3Errors.of(
                  "IllegalVersioningConfigurationException",
                  "The Versioning element must be specified",
                  400);
          default -> throw XmlReader.malformed();
        };
    if (asked == Versioning.SUSPENDED && lock.isEnabled(exchange.bucket())) {
      throw invalidState(
          "An Object Lock configuration is present on this bucket, so the versioning state cannot"
              + " be changed.");
    }
    store.versions().setVersioning(exchange.bucket(), asked);
    exchange.answerEmpty(200);
  }

  private void getConfiguration(S3Exchange exchange) throws IOException {
    byte[] document =
        store
            .documents()
            .get(exchange.bucket(), ObjectLock.DOCUMENT)
            .orElseThrow(() ->
                S3Errors.of(
                    "ObjectLockConfigurationNotFoundError",
                    "Object Lock configuration does not exist for this bucket",
                    404));
    exchange.answerBytes(200, "application/xml", document);
  }

  private void putConfiguration(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    byte[] document = new RequestBody(exchange).requiredDocument();
    XmlElement root = XmlReader.read(document);
    if (!root.name().equals("ObjectLockConfiguration")) {
      throw XmlReader.malformed();
    }
    ObjectLock.validate(root);
    if (store.versions().versioning(exchange.bucket()) != Versioning.ENABLED) {
      throw invalidState(
          "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
    }
    store.documents().put(exchange.bucket(), ObjectLock.DOCUMENT, document);
    exchange.answerEmpty(200);
  }

  private void getRetention(S3Exchange exchange) throws IOException {
    Map<String, String> headers = lockOf(exchange);
    String mode = headers.get(ObjectLock.MODE);
    if (mode == null) {
      throw noLock();
    }
    exchange.answerXml(
        200,
        XmlWriter.document("Retention")
            .element("Mode", mode)
            .element("RetainUntilDate", headers.get(ObjectLock.RETAIN_UNTIL))
            .close("Retention"));
  }

  private void putRetention(S3Exchange exchange) throws IOException {
    lock.requireEnabled(exchange.bucket());
    XmlElement root = XmlReader.read(new RequestBody(exchange).requiredDocument());
    if (!root.name().equals("Retention")) {
      throw XmlReader.malformed();
    }
    Optional<String> mode = root.childText("Mode").map(String::trim);
    Optional<String> until = root.childText("RetainUntilDate").map(String::trim);
    boolean none = mode.isEmpty() && until.isEmpty();
    if (!none && (until.isEmpty() || !ObjectLock.isMode(mode.orElse("")))) {
      throw XmlReader.malformed();
    }
    @Nullable Instant date = none ? null : ObjectLock.futureDate(until.orElseThrow());
    boolean bypass = ObjectLock.isBypass(exchange);
    change(exchange, attributes -> ObjectLock.retain(attributes, mode.orElse(null), date, bypass));
  }

  private void getLegalHold(S3Exchange exchange) throws IOException {
    String status = lockOf(exchange).get(ObjectLock.LEGAL_HOLD);
    if (status == null) {
      throw noLock();
    }
    exchange.answerXml(
        200, XmlWriter.document("LegalHold").element("Status", status).close("LegalHold"));
  }

  private void putLegalHold(S3Exchange exchange) throws IOException {
    lock.requireEnabled(exchange.bucket());
    XmlElement root = XmlReader.read(new RequestBody(exchange).requiredDocument());
    String status = root.childText("Status").orElse("").trim();
    if (!root.name().equals("LegalHold") || !ObjectLock.isHold(status)) {
      throw XmlReader.malformed();
    }
    change(
        exchange,
        attributes -> {
          Map<String, String> headers = new HashMap<>(attributes.headers());
          headers.put(ObjectLock.LEGAL_HOLD, status);
          return attributes.withHeaders(headers);
        });
  }

  private Map<String, String> lockOf(S3Exchange exchange) throws IOException {
    lock.requireEnabled(exchange.bucket());
    return versions.get(exchange).attributes().headers();
  }

  private void change(S3Exchange exchange, UnaryOperator<ObjectAttributes> change)
      throws IOException {
    StoredObject changed =
        store.updateAttributes(exchange.objectKey(), Versions.asked(exchange), change);
    versions.answer(exchange, changed);
    exchange.answerEmpty(200);
  }

  private static RuntimeException noLock() {
    return S3Errors.of(
        "NoSuchObjectLockConfiguration",
        "The specified object does not have a ObjectLock configuration",
        404);
  }

  private static RuntimeException invalidState(String message) {
    return S3Errors.of("InvalidBucketState", message, 409);
  }
}
