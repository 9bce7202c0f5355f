package dev.tarn.storage.s3;

import dev.tarn.storage.Deletion;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.LocalObjectWriter;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.Precondition;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** PutObject, DeleteObject and DeleteObjects. */
final class WriteOperations {

  private static final int MAX_DELETED_KEYS = 1000;

  private final LocalObjectStore store;
  private final NewObjects newObjects;

  WriteOperations(LocalObjectStore store, NewObjects newObjects) {
    this.store = store;
    this.newObjects = newObjects;
  }

  void put(S3Exchange exchange) throws IOException {
    StoredObject stored = store(exchange, 0, RequestBody.MAX_OBJECT_BYTES);
    exchange.answerHeader("ETag", ObjectHeaders.quoted(stored.head().eTag()));
    ObjectHeaders.writeChecksum(exchange, stored.attributes());
    exchange.answerEmpty(200);
  }

  /** Stores the body as the object, and answers what its attributes say about it. */
  StoredObject store(S3Exchange exchange, long minBytes, long maxBytes) throws IOException {
    ObjectKey key = exchange.objectKey();
    ObjectAttributes attributes = newObjects.attributes(exchange);
    Precondition precondition = Conditions.of(exchange).forWrite();
    RequestBody body = new RequestBody(exchange);
    try (LocalObjectWriter writer = store.write(key, attributes, precondition)) {
      RequestBody.Received received = body.receive(writer, maxBytes, Optional.empty());
      if (received.size() < minBytes) {
        throw S3Errors.of(
            "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size", 400);
      }
      ObjectAttributes complete =
          attributes.withContent(received.eTag(), fullObjectChecksum(received));
      StoredObject stored = writer.commit(complete, precondition);
      ObjectHeaders.writeEncryption(exchange, stored.attributes());
      Versions.answerWritten(exchange, stored);
      return stored;
    }
  }

  static ObjectAttributes.@Nullable Checksum fullObjectChecksum(RequestBody.Received received) {
    ChecksumAlgorithm algorithm = received.algorithm();
    return algorithm == null
        ? null
        : new ObjectAttributes.Checksum(
            algorithm.name(), "FULL_OBJECT", received.checksumText().orElseThrow());
  }

  void delete(S3Exchange exchange) throws IOException {
    Optional<String> version = Versions.asked(exchange);
    Deletion deletion =
        version.isPresent()
            ? store
                .versions()
                .delete(exchange.objectKey(), version.get(), ObjectLock.guard(exchange))
            : store.delete(exchange.objectKey(), Conditions.of(exchange).forDelete());
    String deleted = deletion.versionId();
    if (deleted != null) {
      Versions.answerDeletion(exchange, deleted, deletion.deleteMarker());
    }
    exchange.answerEmpty(204);
  }

  void deleteMany(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    requireIntegrityHeader(exchange);
    XmlElement delete = XmlReader.read(new RequestBody(exchange).document());
    List<XmlElement> objects = delete.children("Object");
    if (!delete.name().equals("Delete") || objects.isEmpty() || objects.size() > MAX_DELETED_KEYS) {
      throw XmlReader.malformed();
    }
    boolean quiet = delete.childText("Quiet").orElse("").trim().equals("true");
    XmlWriter xml = XmlWriter.document("DeleteResult");
    for (XmlElement object : objects) {
      String key = object.childText("Key").orElseThrow(XmlReader::malformed);
      Optional<String> version = object.childText("VersionId").filter(id -> !id.isEmpty());
      try {
        ObjectKey objectKey = new ObjectKey(exchange.bucket(), key);
        Deletion deletion =
            version.isPresent()
                ? store.versions().delete(objectKey, version.get(), ObjectLock.guard(exchange))
                : store.delete(objectKey, Conditions.ifMatch(object.childText("ETag")).forDelete());
        if (!quiet) {
          writeDeleted(xml, key, version, deletion);
        }
      } catch (S3Exception refused) {
        writeRefusal(xml, key, version, refused);
      } catch (DetailedError refused) {
        writeRefusal(xml, key, version, refused.error());
      }
    }
    exchange.answerXml(200, xml.close("DeleteResult"));
  }

  private static void writeDeleted(
      XmlWriter xml, String key, Optional<String> version, Deletion deletion) {
    xml.open("Deleted").element("Key", key).element("VersionId", version.orElse(null));
    if (deletion.deleteMarker()) {
      xml.element("DeleteMarker", true).element("DeleteMarkerVersionId", deletion.versionId());
    }
    xml.close("Deleted");
  }

  private static void writeRefusal(
      XmlWriter xml, String key, Optional<String> version, S3Exception refused) {
    xml.open("Error")
        .element("Key", key)
        .element("VersionId", version.orElse(null))
        .element("Code", refused.awsErrorDetails().errorCode())
        .element("Message", refused.awsErrorDetails().errorMessage())
        .close("Error");
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html: one of them is due. */
  private static void requireIntegrityHeader(S3Exchange exchange) {
    boolean given =
        exchange.header("Content-MD5").isPresent() || exchange.header("x-amz-trailer").isPresent();
    for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
      given |= exchange.header(algorithm.header()).isPresent();
    }
    if (!given) {
      throw S3Errors.invalidRequest("Missing required header for this request: Content-MD5");
    }
  }
}
