package dev.tarn.storage.s3;

import dev.tarn.protocol.AwsAccount;
import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.MultipartUpload;
import dev.tarn.storage.UploadedPart;
import dev.tarn.storage.Utf8Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** ListParts and ListMultipartUploads. */
final class UploadListOperations {

  private static final int MAX_PAGE = 1000;

  private final LocalObjectStore store;
  private final AwsAccount account;

  UploadListOperations(LocalObjectStore store, AwsAccount account) {
    this.store = store;
    this.account = account;
  }

  void listParts(S3Exchange exchange) throws IOException {
    S3Query query = exchange.query();
    MultipartUpload upload = store.uploads().get(exchange.objectKey(), query.text("uploadId"));
    int marker = query.number("part-number-marker", 0);
    int max = Math.min(MAX_PAGE, query.number("max-parts", MAX_PAGE));
    List<UploadedPart> all =
        new ArrayList<>(store.uploads().parts(upload).tailMap(marker, false).values());
    List<UploadedPart> page = all.subList(0, Math.min(max, all.size()));
    XmlWriter xml =
        XmlWriter.document("ListPartsResult")
            .element("Bucket", exchange.bucket())
            .element("Key", exchange.key())
            .element("UploadId", upload.uploadId());
    Owner.write(xml, "Initiator", account);
    Owner.write(xml, "Owner", account);
    xml.element("StorageClass", ObjectHeaders.storageClass(upload.attributes()))
        .element("PartNumberMarker", marker)
        .element("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number())
        .element("MaxParts", max)
        .element("IsTruncated", page.size() < all.size())
        .element("ChecksumAlgorithm", upload.checksumAlgorithm())
        .element("ChecksumType", upload.checksumType());
    for (UploadedPart part : page) {
      xml.open("Part")
          .element("PartNumber", part.number())
          .element("LastModified", part.lastModified())
          .element("ETag", ObjectHeaders.quoted(part.eTag()))
          .element("Size", part.size());
      String algorithm = part.checksumAlgorithm();
      if (algorithm != null && algorithm.equals(upload.checksumAlgorithm())) {
        xml.element(ChecksumAlgorithm.valueOf(algorithm).element(), CompleteOperation.base64(part));
      }
      xml.close("Part");
    }
    exchange.answerXml(200, xml.close("ListPartsResult"));
  }

  void listUploads(S3Exchange exchange) throws IOException {
    S3Query query = exchange.query();
    String prefix = query.text("prefix");
    String delimiter = query.text("delimiter");
    String keyMarker = query.text("key-marker");
    String idMarker = query.text("upload-id-marker");
    int max = Math.min(MAX_PAGE, query.number("max-uploads", MAX_PAGE));
    boolean encode = query.text("encoding-type").equals("url");
    List<MultipartUpload> page = new ArrayList<>();
    Set<String> prefixes = new LinkedHashSet<>();
    boolean truncated = false;
    for (MultipartUpload upload : after(exchange.bucket(), keyMarker, idMarker)) {
      String key = upload.key().key();
      int found = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String common = found < 0 ? "" : key.substring(0, found + delimiter.length());
      if (!key.startsWith(prefix)
          || prefixes.contains(common)
          || (common.equals(keyMarker) && !common.isEmpty())) {
        continue;
      }
      if (page.size() + prefixes.size() == max) {
        truncated = true;
        break;
      }
      if (common.isEmpty()) {
        page.add(upload);
      } else {
        prefixes.add(common);
      }
    }
    XmlWriter xml =
        XmlWriter.document("ListMultipartUploadsResult")
            .element("Bucket", exchange.bucket())
            .element("KeyMarker", encoded(keyMarker, encode))
            .element("UploadIdMarker", idMarker);
    if (truncated) {
      writeNext(xml, page, prefixes, encode);
    }
    xml.element("Prefix", encoded(prefix, encode))
        .element("Delimiter", delimiter.isEmpty() ? null : encoded(delimiter, encode))
        .element("EncodingType", encode ? "url" : null)
        .element("MaxUploads", max)
        .element("IsTruncated", truncated);
    for (MultipartUpload upload : page) {
      write(xml, upload, encode);
    }
    for (String common : prefixes) {
      xml.open("CommonPrefixes").element("Prefix", encoded(common, encode)).close("CommonPrefixes");
    }
    exchange.answerXml(200, xml.close("ListMultipartUploadsResult"));
  }

  /** The uploads behind the markers; without an id marker, those of later keys. */
  private List<MultipartUpload> after(String bucket, String keyMarker, String idMarker)
      throws IOException {
    List<MultipartUpload> all = store.uploads().list(bucket);
    if (keyMarker.isEmpty()) {
      return all;
    }
    for (int i = 0; i < all.size(); i++) {
      boolean marked =
          all.get(i).key().key().equals(keyMarker) && all.get(i).uploadId().equals(idMarker);
      if (marked) {
        return all.subList(i + 1, all.size());
      }
    }
    return all.stream()
        .filter(upload -> Utf8Order.compare(upload.key().key(), keyMarker) > 0)
        .toList();
  }

  private static void writeNext(
      XmlWriter xml, List<MultipartUpload> page, Set<String> prefixes, boolean encode) {
    String lastPrefix = "";
    for (String prefix : prefixes) {
      lastPrefix = prefix;
    }
    if (page.isEmpty() || Utf8Order.compare(page.getLast().key().key(), lastPrefix) < 0) {
      xml.element("NextKeyMarker", encoded(lastPrefix, encode));
    } else {
      xml.element("NextKeyMarker", encoded(page.getLast().key().key(), encode))
          .element("NextUploadIdMarker", page.getLast().uploadId());
    }
  }

  private void write(XmlWriter xml, MultipartUpload upload, boolean encode) {
    xml.open("Upload")
        .element("Key", encoded(upload.key().key(), encode))
        .element("UploadId", upload.uploadId());
    Owner.write(xml, "Initiator", account);
    Owner.write(xml, "Owner", account);
    xml.element("StorageClass", ObjectHeaders.storageClass(upload.attributes()))
        .element("Initiated", upload.initiated())
        .element("ChecksumAlgorithm", upload.checksumAlgorithm())
        .element("ChecksumType", upload.checksumType())
        .close("Upload");
  }

  private static String encoded(String text, boolean encode) {
    return encode ? ListOperations.encodeUrl(text) : text;
  }
}
