package dev.tarn.conformance.golden;

import dev.tarn.conformance.golden.Expectation.StoredObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Compares the objects that an execution leaves below its output location. */
final class ObjectCheck {
  private final S3Client s3;
  private final Area area;
  private final Differences differences;

  ObjectCheck(S3Client s3, Area area, Differences differences) {
    this.s3 = s3;
    this.area = area;
    this.differences = differences;
  }

  void compare(Map<String, StoredObject> expected, String id) {
    TreeMap<String, StoredObject> wanted = new TreeMap<>();
    expected.forEach((name, object) -> wanted.put(differences.placeholders().fill(name), object));
    TreeSet<String> actual = new TreeSet<>();
    list(id, actual);
    list("tables/" + id, actual);
    // Data files of CREATE TABLE AS.
    actual.removeIf(name -> name.startsWith("tables/" + id + "/"));
    differences.same("objects", wanted.keySet(), actual);
    wanted.forEach((name, object) -> {
      if (actual.contains(name)) {
        compare(name, object);
      }
    });
  }

  private void list(String prefix, Set<String> names) {
    String base = area.resultPrefix() + "/";
    s3.listObjectsV2(r -> r.bucket(Area.BUCKET).prefix(base + prefix))
        .contents()
        .forEach(object -> names.add(object.key().substring(base.length())));
  }

  private void compare(String name, StoredObject expected) {
    ResponseBytes<GetObjectResponse> object =
        s3.getObjectAsBytes(r -> r.bucket(Area.BUCKET).key(area.resultPrefix() + "/" + name));
    expected
        .text()
        .ifPresent(text -> differences.text("object " + name, text, object.asUtf8String()));
    expected
        .size()
        .ifPresent(
            size -> differences.same("size of " + name, size, (long) object.asByteArray().length));
    expected
        .type()
        .ifPresent(
            type -> differences.text("type of " + name, type, object.response().contentType()));
  }
}
