package dev.tarn.storage.s3;

import dev.tarn.storage.S3Errors;
import dev.tarn.storage.StoredObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * PostObject: an upload by an HTML form. Its fields are what the headers of PutObject are. See
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html.
 */
final class PostOperation implements S3Operation {

  /** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTForms.html: without the file. */
  private static final int MAX_FIELDS_BYTES = 20 * 1024;

  private final WriteOperations writes;

  PostOperation(WriteOperations writes) {
    this.writes = writes;
  }

  @Override
  public void serve(S3Exchange exchange) throws IOException {
    FormStream form = new FormStream(exchange.request().body(), boundary(exchange));
    Map<String, String> fields = new TreeMap<>();
    FileField file = readFields(form, fields);
    FormSignatures.of(exchange.request()).ifPresent(signatures -> signatures.verify(fields));
    String key = fields.getOrDefault("key", "").replace("${filename}", file.name());
    if (key.isEmpty()) {
      throw S3Errors.invalidArgument("Bucket POST must contain a field named 'key'.");
    }
    Map<String, String> checked = new TreeMap<>(fields);
    checked.put("bucket", exchange.bucket());
    checked.put("key", key);
    String policy = fields.get("policy");
    PostPolicy limits = policy == null ? PostPolicy.none() : PostPolicy.check(policy, checked);
    if (!file.type().isEmpty()) {
      fields.putIfAbsent("content-type", file.type());
    }
    if (fields.containsKey("tagging")) {
      Map<String, String> tags =
          Tagging.parse(
              fields.get("tagging").getBytes(StandardCharsets.UTF_8),
              Tagging.MAX_OBJECT_TAGS,
              "Object");
      fields.put("x-amz-tagging", Tagging.header(tags));
    }
    if (fields.containsKey("acl")) {
      fields.put("x-amz-acl", fields.get("acl"));
    }
    S3Exchange upload = exchange.with(key, new FormRequest(exchange.request(), fields, form));
    StoredObject stored = writes.store(upload, limits.minBytes(), limits.maxBytes());
    if (form.nextPart() != null) {
      form.close(); // S3 ignores what comes after the file
    }
    answer(exchange, fields, stored);
  }

  /** The file of a form; its type is empty when none is given. */
  private record FileField(String name, String type) {}

  /** Leaves the form at the bytes of the file. */
  private static FileField readFields(FormStream form, Map<String, String> fields)
      throws IOException {
    int bytes = 0;
    for (Map<String, String> part; (part = form.nextPart()) != null; ) {
      String disposition = part.getOrDefault("content-disposition", "");
      String name = parameter(disposition, "name").orElseThrow(FormStream::malformed);
      if (name.equalsIgnoreCase("file")) {
        String path = parameter(disposition, "filename").orElse("");
        return new FileField(
            path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1),
            part.getOrDefault("content-type", ""));
      }
      byte[] value = form.readNBytes(Math.max(1, MAX_FIELDS_BYTES - bytes + 1));
      bytes += value.length + disposition.length(); // a name takes memory too
      if (bytes > MAX_FIELDS_BYTES) {
        throw S3Errors.of(
            "MaxPostPreDataLengthExceeded",
            "Your POST request fields preceding the upload file was too large.",
            400);
      }
      fields.putIfAbsent(name.toLowerCase(Locale.ROOT), new String(value, StandardCharsets.UTF_8));
    }
    throw S3Errors.invalidArgument("POST requires exactly one file upload per request.");
  }

  private static String boundary(S3Exchange exchange) {
    String type = exchange.header("Content-Type").orElse("");
    if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
      throw S3Errors.of(
          "PreconditionFailed",
          "Bucket POST must be of the enclosure-type multipart/form-data",
          412);
    }
    return parameter(type, "boundary")
        .filter(boundary -> !boundary.isEmpty() && boundary.length() <= 200)
        .orElseThrow(FormStream::malformed);
  }

  /** A parameter of a header such as {@code form-data; name="file"}. */
  private static Optional<String> parameter(String header, String name) {
    int position = header.indexOf(';');
    while (position >= 0) {
      int equals = header.indexOf('=', position);
      if (equals < 0) {
        return Optional.empty();
      }
      String found = header.substring(position + 1, equals).trim();
      int end;
      String value;
      if (equals + 1 < header.length() && header.charAt(equals + 1) == '"') {
        int quote = header.indexOf('"', equals + 2);
        if (quote < 0) {
          return Optional.empty();
        }
        value = header.substring(equals + 2, quote);
        end = header.indexOf(';', quote);
      } else {
        end = header.indexOf(';', equals);
        value = header.substring(equals + 1, end < 0 ? header.length() : end).trim();
      }
      if (found.equalsIgnoreCase(name)) {
        return Optional.of(value);
      }
      position = end;
    }
    return Optional.empty();
  }

  private static void answer(S3Exchange exchange, Map<String, String> fields, StoredObject stored)
      throws IOException {
    String eTag = ObjectHeaders.quoted(stored.head().eTag());
    String key = stored.head().key().key();
    String location = exchange.request().url();
    String object =
        (location.endsWith("/") ? location : location + "/") + ListOperations.encodeUrl(key);
    exchange.answerHeader("ETag", eTag);
    exchange.answerHeader("Location", object);
    String redirect =
        fields.getOrDefault("success_action_redirect", fields.getOrDefault("redirect", ""));
    if (isAbsoluteUrl(redirect)) {
      exchange.answerHeader(
          "Location",
          redirect
              + (redirect.indexOf('?') < 0 ? "?" : "&")
              + "bucket="
              + encode(exchange.bucket())
              + "&key="
              + encode(key)
              + "&etag="
              + encode(eTag));
      exchange.answerEmpty(303);
      return;
    }
    switch (fields.getOrDefault("success_action_status", "204")) {
      case "200" -> exchange.answerEmpty(200);
      case "201" ->
          exchange.answerXml(
              201,
              XmlWriter.plainDocument("PostResponse")
                  .element("Location", object)
                  .element("Bucket", exchange.bucket())
                  .element("Key", key)
                  .element("ETag", eTag)
                  .close("PostResponse"));
      default -> exchange.answerEmpty(204);
    }
  }

  private static boolean isAbsoluteUrl(String text) {
    try {
      return text.chars().noneMatch(Character::isISOControl) && URI.create(text).isAbsolute();
    } catch (IllegalArgumentException notAUrl) {
      return false;
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
