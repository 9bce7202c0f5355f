package dev.tarn.storage.s3;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.ObjectCursor;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** ListObjects and ListObjectsV2. */
final class ListOperations {

  private final LocalObjectStore store;
  private final AwsAccount account;

  ListOperations(LocalObjectStore store, AwsAccount account) {
    this.store = store;
    this.account = account;
  }

  /** Objects and common prefixes in order; {@code last} is the last of both when there is more. */
  private record Page(List<StoredObject> objects, List<String> prefixes, Optional<String> last) {}

  void listV1(S3Exchange exchange) throws IOException {
    S3Query query = exchange.query();
    ListCriteria criteria = ListCriteria.of(exchange, query.text("marker"));
    Page page = page(criteria);
    XmlWriter xml = XmlWriter.document("ListBucketResult");
    xml.element("Name", criteria.bucket())
        .element("Prefix", criteria.encoded(criteria.prefix()))
        .element("Marker", criteria.encoded(criteria.after()));
    // Only listings with a delimiter need it; the others go on after the last key:
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html
    if (page.last().isPresent() && !criteria.delimiter().isEmpty()) {
      xml.element("NextMarker", criteria.encoded(page.last().get()));
    }
    criteria.write(xml, page.last().isPresent());
    writeContents(xml, criteria, page, true);
    exchange.answerXml(200, xml.close("ListBucketResult"));
  }

  void listV2(S3Exchange exchange) throws IOException {
    S3Query query = exchange.query();
    Optional<String> token = query.get("continuation-token");
    if (token.isPresent() && token.get().isEmpty()) {
      throw S3Errors.invalidArgument("The continuation token provided is incorrect");
    }
    String startAfter = query.text("start-after");
    ListCriteria criteria =
        ListCriteria.of(exchange, token.isPresent() ? decodeToken(token.get()) : startAfter);
    Page page = page(criteria);
    XmlWriter xml = XmlWriter.document("ListBucketResult");
    xml.element("Name", criteria.bucket()).element("Prefix", criteria.encoded(criteria.prefix()));
    if (!startAfter.isEmpty()) {
      xml.element("StartAfter", criteria.encoded(startAfter));
    }
    xml.element("ContinuationToken", token.orElse(null));
    xml.element("NextContinuationToken", page.last().map(ListOperations::encodeToken).orElse(null));
    xml.element("KeyCount", page.objects().size() + page.prefixes().size());
    criteria.write(xml, page.last().isPresent());
    writeContents(xml, criteria, page, query.text("fetch-owner").equals("true"));
    exchange.answerXml(200, xml.close("ListBucketResult"));
  }

  private Page page(ListCriteria criteria) throws IOException {
    List<StoredObject> objects = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    ObjectCursor cursor = store.cursor(criteria.bucket(), criteria.prefix(), criteria.after());
    String last = "";
    if (criteria.maxKeys() == 0) {
      return new Page(objects, prefixes, Optional.empty());
    }
    while (true) {
      StoredObject object = cursor.next();
      if (object == null) {
        return new Page(objects, prefixes, Optional.empty());
      }
      String key = object.head().key().key();
      String common = criteria.commonPrefix(key);
      if (common != null && common.equals(criteria.after())) {
        cursor.skipPast(common);
        continue;
      }
      if (objects.size() + prefixes.size() == criteria.maxKeys()) {
        return new Page(objects, prefixes, Optional.of(last));
      }
      if (common == null) {
        objects.add(object);
        last = key;
      } else {
        prefixes.add(common);
        last = common;
        cursor.skipPast(common);
      }
    }
  }

  private void writeContents(XmlWriter xml, ListCriteria criteria, Page page, boolean owner) {
    for (StoredObject object : page.objects()) {
      xml.open("Contents").element("Key", criteria.encoded(object.head().key().key()));
      writeDescription(xml, object);
      if (owner) {
        Owner.write(xml, "Owner", account);
      }
      xml.close("Contents");
    }
    criteria.writePrefixes(xml, page.prefixes());
  }

  static void writeDescription(XmlWriter xml, StoredObject object) {
    xml.element("LastModified", object.head().lastModified())
        .element("ETag", ObjectHeaders.quoted(object.head().eTag()));
    ObjectAttributes.Checksum checksum = object.attributes().checksum();
    if (checksum != null) {
      xml.element("ChecksumAlgorithm", checksum.algorithm())
          .element("ChecksumType", checksum.type());
    }
    xml.element("Size", object.head().size())
        .element("StorageClass", ObjectHeaders.storageClass(object.attributes()));
  }

  /** As S3 does it: '/' stays, a space becomes '+'. */
  static String encodeUrl(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/");
  }

  private static String encodeToken(String last) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(last.getBytes(StandardCharsets.UTF_8));
  }

  private static String decodeToken(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      throw S3Errors.invalidArgument("The continuation token provided is incorrect");
    }
  }
}
