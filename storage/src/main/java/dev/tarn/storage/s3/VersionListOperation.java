package dev.tarn.storage.s3;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectKey;
import dev.tarn.storage.ObjectVersion;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.VersionCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** ListObjectVersions. In a bucket without versions, each object is its only one, named "null". */
final class VersionListOperation {

  private final LocalObjectStore store;
  private final AwsAccount account;

  VersionListOperation(LocalObjectStore store, AwsAccount account) {
    this.store = store;
    this.account = account;
  }

  /** Where a page ends; the version is empty after a common prefix. */
  private record Last(String key, String versionId) {}

  private record Page(List<ObjectVersion> versions, List<String> prefixes, @Nullable Last last) {}

  void list(S3Exchange exchange) throws IOException {
    store.requireBucket(exchange.bucket());
    String versionMarker = exchange.query().text("version-id-marker");
    ListCriteria criteria = ListCriteria.of(exchange, exchange.query().text("key-marker"));
    if (!versionMarker.isEmpty() && criteria.after().isEmpty()) {
      throw S3Errors.invalidArgument(
          "A version-id marker cannot be specified without a key marker.");
    }
    Page page = page(criteria, versionMarker);
    XmlWriter xml = XmlWriter.document("ListVersionsResult");
    xml.element("Name", criteria.bucket())
        .element("Prefix", criteria.encoded(criteria.prefix()))
        .element("KeyMarker", criteria.encoded(criteria.after()))
        .element("VersionIdMarker", versionMarker);
    Last last = page.last();
    if (last != null) {
      xml.element("NextKeyMarker", criteria.encoded(last.key()))
          .element("NextVersionIdMarker", last.versionId().isEmpty() ? null : last.versionId());
    }
    criteria.write(xml, last != null);
    for (ObjectVersion version : page.versions()) {
      write(xml, criteria, version);
    }
    criteria.writePrefixes(xml, page.prefixes());
    exchange.answerXml(200, xml.close("ListVersionsResult"));
  }

  private Page page(ListCriteria criteria, String versionMarker) throws IOException {
    List<ObjectVersion> versions = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    if (criteria.maxKeys() == 0) {
      return new Page(versions, prefixes, null);
    }
    Last last = null;
    for (ObjectVersion left : rest(criteria, versionMarker)) {
      if (versions.size() == criteria.maxKeys()) {
        return new Page(versions, prefixes, last);
      }
      versions.add(left);
      last = new Last(criteria.after(), left.versionId());
    }
    VersionCursor cursor =
        store.versions().cursor(criteria.bucket(), criteria.prefix(), criteria.after());
    for (ObjectVersion version; (version = cursor.next()) != null; ) {
      String key = version.object().head().key().key();
      String common = criteria.commonPrefix(key);
      if (common != null && common.equals(criteria.after())) {
        cursor.skipPast(common);
        continue;
      }
      if (versions.size() + prefixes.size() == criteria.maxKeys()) {
        return new Page(versions, prefixes, last);
      }
      if (common == null) {
        versions.add(version);
        last = new Last(key, version.versionId());
      } else {
        prefixes.add(common);
        last = new Last(common, "");
        cursor.skipPast(common);
      }
    }
    return new Page(versions, prefixes, null);
  }

  /** The versions of the marker's key that the page before did not reach. */
  private List<ObjectVersion> rest(ListCriteria criteria, String versionMarker) throws IOException {
    if (versionMarker.isEmpty() || !criteria.after().startsWith(criteria.prefix())) {
      return List.of();
    }
    List<ObjectVersion> all =
        store.versions().of(new ObjectKey(criteria.bucket(), criteria.after()));
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).versionId().equals(versionMarker)) {
        return all.subList(i + 1, all.size());
      }
    }
    // Deleted meanwhile, as whoever empties a bucket page by page does: nothing must be lost.
    return all;
  }

  private void write(XmlWriter xml, ListCriteria criteria, ObjectVersion version) {
    String element = version.deleteMarker() ? "DeleteMarker" : "Version";
    xml.open(element)
        .element("Key", criteria.encoded(version.object().head().key().key()))
        .element("VersionId", version.versionId())
        .element("IsLatest", version.latest());
    if (version.deleteMarker()) {
      xml.element("LastModified", version.object().head().lastModified());
    } else {
      ListOperations.writeDescription(xml, version.object());
    }
    Owner.write(xml, "Owner", account).close(element);
  }
}
