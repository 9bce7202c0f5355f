package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectVersion;
import dev.tarn.storage.OpenObject;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import dev.tarn.storage.Versioning;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The version of an object that a request names, and the headers that tell versions. */
final class Versions {

  private static final String VERSION_ID = "x-amz-version-id";
  private static final String DELETE_MARKER = "x-amz-delete-marker";

  private final LocalObjectStore store;

  Versions(LocalObjectStore store) {
    this.store = store;
  }

  /** Empty when the request means the latest one; fails with InvalidArgument. */
  static Optional<String> asked(S3Exchange exchange) {
    Optional<String> version = exchange.query().get("versionId");
    if (version.isPresent() && version.get().isEmpty()) {
      throw S3Errors.invalidArgument("Version id cannot be the empty string");
    }
    return version;
  }

  /** Opens what the request names; fails as S3 does when that is a delete marker. */
  OpenObject open(S3Exchange exchange) throws IOException {
    ObjectKey key = exchange.objectKey();
    Optional<String> version = asked(exchange);
    if (version.isPresent()) {
      requireObject(exchange, store.versions().get(key, version.get()));
      OpenObject opened = store.versions().open(key, version.get());
      answer(exchange, opened.object());
      return opened;
    }
    try {
      OpenObject opened = store.open(key);
      answer(exchange, opened.object());
      return opened;
    } catch (NoSuchKeyException missing) {
      answerDeleteMarker(exchange);
      throw missing;
    }
  }

  /** The same without the bytes. */
  StoredObject get(S3Exchange exchange) throws IOException {
    ObjectKey key = exchange.objectKey();
    Optional<String> version = asked(exchange);
    StoredObject object;
    if (version.isPresent()) {
      ObjectVersion found = store.versions().get(key, version.get());
      requireObject(exchange, found);
      object = found.object();
    } else {
      Optional<StoredObject> found = store.find(key);
      if (found.isEmpty()) {
        answerDeleteMarker(exchange);
        throw S3Errors.noSuchKey();
      }
      object = found.get();
    }
    answer(exchange, object);
    return object;
  }

  /** Answers the version's id, in buckets that have or had versioning. */
  void answer(S3Exchange exchange, StoredObject object) throws IOException {
    String id = object.attributes().versionId();
    if (id != null) {
      exchange.answerHeader(VERSION_ID, id);
    } else if (isVersioned(exchange.bucket())) {
      exchange.answerHeader(VERSION_ID, ObjectVersion.NULL_ID);
    }
  }

  /** Answers the id of a version that was just written; S3 tells none in a suspended bucket. */
  static void answerWritten(S3Exchange exchange, StoredObject written) {
    String id = written.attributes().versionId();
    if (id != null) {
      exchange.answerHeader(VERSION_ID, id);
    }
  }

  static void answerDeletion(S3Exchange exchange, String versionId, boolean deleteMarker) {
    exchange.answerHeader(VERSION_ID, versionId);
    if (deleteMarker) {
      exchange.answerHeader(DELETE_MARKER, "true");
    }
  }

  boolean isVersioned(String bucket) throws IOException {
    return store.versions().versioning(bucket) != Versioning.NEVER_ENABLED;
  }

  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html. */
  private static void requireObject(S3Exchange exchange, ObjectVersion version) {
    if (version.deleteMarker()) {
      answerDeletion(exchange, version.versionId(), true);
      exchange.answerHeader("Allow", "DELETE");
      exchange.answerHeader(
          "Last-Modified", ObjectHeaders.httpDate(version.object().head().lastModified()));
      throw S3Errors.isDeleteMarker();
    }
  }

  private void answerDeleteMarker(S3Exchange exchange) throws IOException {
    if (!isVersioned(exchange.bucket())) {
      return;
    }
    List<ObjectVersion> versions = store.versions().of(exchange.objectKey());
    if (!versions.isEmpty() && versions.getFirst().deleteMarker()) {
      answerDeletion(exchange, versions.getFirst().versionId(), true);
    }
  }
}
