package dev.tarn.storage;

import org.jspecify.annotations.Nullable;

/**
 * One version of an object.
 *
 * @param object what it is; its attributes hold the version's id
 * @param latest whether it is what readers get who name no version
 * @param deleteMarker whether it stands for the absence of the object; size and ETag mean nothing
 */
public record ObjectVersion(StoredObject object, boolean latest, boolean deleteMarker) {

  /** The id of objects that were written while the bucket kept no versions. */
  public static final String NULL_ID = "null";

  /** The id as S3 tells it. */
  public String versionId() {
    return idOf(object.attributes());
  }

  static String idOf(ObjectAttributes attributes) {
    @Nullable String id = attributes.versionId();
    return id == null ? NULL_ID : id;
  }
}
