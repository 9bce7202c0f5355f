package dev.tarn.storage.s3;

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

  WriteOperations(LocalObjectStore store) {
    this.store = store;
  }

  void put(S3Exchange exchange) throws IOException {
    ObjectKey key = exchange.objectKey();
    ObjectAttributes attributes = ObjectHeaders.read(exchange);
    Precondition precondition = Conditions.of(exchange).forWrite();
    RequestBody body = new RequestBody(exchange);
    try (LocalObjectWriter writer = store.write(key, attributes, precondition)) {
      RequestBody.Received received =
          body.receive(writer, RequestBody.MAX_OBJECT_BYTES, Optional.empty());
      ObjectAttributes complete =
          attributes.withContent(received.eTag(), fullObjectChecksum(received));
      StoredObject stored = writer.commit(complete, precondition);
      exchange.answerHeader("ETag", ObjectHeaders.quoted(stored.head().eTag()));
      ObjectHeaders.writeEncryption(exchange, complete);
      ObjectHeaders.writeChecksum(exchange, complete);
      exchange.answerEmpty(200);
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
    ReadOperations.requireOnlyVersion(exchange);
    store.delete(exchange.objectKey(), Conditions.of(exchange).forDelete());
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
      String version = object.childText("VersionId").orElse("null");
      try {
        deleteOne(exchange.bucket(), key, version, object.childText("ETag"));
        if (!quiet) {
          xml.open("Deleted").element("Key", key);
          xml.element("VersionId", object.childText("VersionId").orElse(null));
          xml.close("Deleted");
        }
      } catch (S3Exception refused) {
        writeRefusal(xml, key, refused);
      } catch (DetailedError refused) {
        writeRefusal(xml, key, refused.error());
      }
    }
    exchange.answerXml(200, xml.close("DeleteResult"));
  }

  private static void writeRefusal(XmlWriter xml, String key, S3Exception refused) {
    xml.open("Error")
        .element("Key", key)
        .element("Code", refused.awsErrorDetails().errorCode())
        .element("Message", refused.awsErrorDetails().errorMessage())
        .close("Error");
  }

  private void deleteOne(String bucket, String key, String version, Optional<String> eTag)
      throws IOException {
    if (!version.equals("null") && !version.isEmpty()) {
      throw S3Errors.of("NoSuchVersion", "The specified version does not exist.", 404);
    }
    store.delete(new ObjectKey(bucket, key), Conditions.ifMatch(eTag).forDelete());
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
