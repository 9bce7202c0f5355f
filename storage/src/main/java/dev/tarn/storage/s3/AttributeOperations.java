package dev.tarn.storage.s3;

import dev.tarn.storage.LocalObjectStore;
import dev.tarn.storage.ObjectAttributes;
import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** GetObjectAttributes and the tagging of objects. */
final class AttributeOperations {

  private static final Set<String> ATTRIBUTES =
      Set.of("ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize");
  private static final int MAX_PARTS = 1000;

  private final LocalObjectStore store;
  private final Versions versions;

  AttributeOperations(LocalObjectStore store, Versions versions) {
    this.store = store;
    this.versions = versions;
  }

  void attributes(S3Exchange exchange) throws IOException {
    Set<String> asked = asked(exchange);
    StoredObject object = versions.get(exchange);
    if (!ReadOperations.answerHead(exchange, object)) {
      return;
    }
    exchange.answerHeader("Last-Modified", ObjectHeaders.httpDate(object.head().lastModified()));
    XmlWriter xml = XmlWriter.document("GetObjectAttributesResponse");
    if (asked.contains("ETag")) {
      xml.element("ETag", object.head().eTag()); // the one place where S3 does not quote it
    }
    ObjectAttributes.Checksum checksum = object.attributes().checksum();
    if (asked.contains("Checksum") && checksum != null) {
      // Without the "-parts" suffix that headers have.
      String value = checksum.value();
      int dash = value.indexOf('-');
      xml.open("Checksum")
          .element(
              ChecksumAlgorithm.valueOf(checksum.algorithm()).element(),
              dash < 0 ? value : value.substring(0, dash))
          .element("ChecksumType", checksum.type())
          .close("Checksum");
    }
    if (asked.contains("ObjectParts") && !object.attributes().parts().isEmpty()) {
      writeParts(exchange, xml, object.attributes());
    }
    if (asked.contains("StorageClass")) {
      xml.element("StorageClass", ObjectHeaders.storageClass(object.attributes()));
    }
    if (asked.contains("ObjectSize")) {
      xml.element("ObjectSize", object.head().size());
    }
    exchange.answerXml(200, xml.close("GetObjectAttributesResponse"));
  }

  void getTagging(S3Exchange exchange) throws IOException {
    StoredObject object = versions.get(exchange);
    exchange.answerXml(200, Tagging.document(object.attributes().tags()));
  }

  void putTagging(S3Exchange exchange) throws IOException {
    Map<String, String> tags =
        Tagging.parse(new RequestBody(exchange).document(), Tagging.MAX_OBJECT_TAGS, "Object");
    update(exchange, tags);
    exchange.answerEmpty(200);
  }

  void deleteTagging(S3Exchange exchange) throws IOException {
    update(exchange, Map.of());
    exchange.answerEmpty(204);
  }

  private void update(S3Exchange exchange, Map<String, String> tags) throws IOException {
    versions.answer(
        exchange,
        store.updateAttributes(
            exchange.objectKey(),
            Versions.asked(exchange),
            attributes -> attributes.withTags(tags)));
  }

  private static Set<String> asked(S3Exchange exchange) {
    Set<String> asked = new HashSet<>();
    for (String header : exchange.request().headers("x-amz-object-attributes")) {
      for (String attribute : header.split(",", -1)) {
        if (!attribute.isBlank()) {
          asked.add(attribute.trim());
        }
      }
    }
    if (asked.isEmpty()) {
      throw S3Errors.invalidRequest(
          "The x-amz-object-attributes header specifying the attributes to be retrieved is either"
              + " missing or empty");
    }
    if (!ATTRIBUTES.containsAll(asked)) {
      throw S3Errors.invalidArgument("Invalid attribute name specified.");
    }
    return asked;
  }

  private static void writeParts(S3Exchange exchange, XmlWriter xml, ObjectAttributes attributes) {
    int marker = headerNumber(exchange, "x-amz-part-number-marker", 0);
    int max = Math.min(MAX_PARTS, headerNumber(exchange, "x-amz-max-parts", MAX_PARTS));
    List<ObjectAttributes.Part> after =
        attributes.parts().stream().filter(part -> part.number() > marker).toList();
    List<ObjectAttributes.Part> page = after.subList(0, Math.min(max, after.size()));
    xml.open("ObjectParts")
        .element("PartsCount", attributes.parts().size())
        .element("PartNumberMarker", marker)
        .element("NextPartNumberMarker", page.isEmpty() ? 0 : page.getLast().number())
        .element("MaxParts", max)
        .element("IsTruncated", page.size() < after.size());
    ObjectAttributes.Checksum checksum = attributes.checksum();
    if (checksum != null) {
      // Parts are told one by one only for objects with checksums:
      // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html
      for (ObjectAttributes.Part part : page) {
        xml.open("Part")
            .element(ChecksumAlgorithm.valueOf(checksum.algorithm()).element(), part.checksum())
            .element("PartNumber", part.number())
            .element("Size", part.size())
            .close("Part");
      }
    }
    xml.close("ObjectParts");
  }

  private static int headerNumber(S3Exchange exchange, String header, int otherwise) {
    String text = exchange.header(header).orElse("");
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException notANumber) {
      throw S3Errors.invalidArgument(header + " is not a number");
    }
  }
}
