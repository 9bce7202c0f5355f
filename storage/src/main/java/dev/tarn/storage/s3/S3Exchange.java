package dev.tarn.storage.s3;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.OutgoingResponse;
import dev.tarn.storage.ObjectKey;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One request and its answer, with the bucket and the key that the request names. */
final class S3Exchange {

  private static final String S3_HEADER = "x-amz-";

  private final IncomingRequest request;
  private final OutgoingResponse response;
  private final String requestId;
  private final S3Query query;
  private final String bucket;
  private final String key;

  /** Fails with InvalidURI. Bucket and key are empty when the request names none. */
  S3Exchange(
      IncomingRequest request,
      OutgoingResponse response,
      String requestId,
      Optional<String> hostBucket) {
    this.request = request;
    this.response = response;
    this.requestId = requestId;
    this.query = new S3Query(request.query());
    String path = request.path();
    String rest = path.startsWith("/") ? path.substring(1) : ""; // "OPTIONS *" has no other path
    if (hostBucket.isPresent()) {
      this.bucket = hostBucket.get();
      this.key = S3Query.decode(rest);
    } else {
      int slash = rest.indexOf('/');
      this.bucket = S3Query.decode(slash < 0 ? rest : rest.substring(0, slash));
      this.key = slash < 0 ? "" : S3Query.decode(rest.substring(slash + 1));
    }
  }

  private S3Exchange(S3Exchange other, String key, IncomingRequest request) {
    this.request = request;
    this.response = other.response;
    this.requestId = other.requestId;
    this.query = other.query;
    this.bucket = other.bucket;
    this.key = key;
  }

  /** The same exchange about an object that the path does not name. */
  S3Exchange with(String newKey, IncomingRequest newRequest) {
    return new S3Exchange(this, newKey, newRequest);
  }

  String method() {
    return request.method();
  }

  String bucket() {
    return bucket;
  }

  String key() {
    return key;
  }

  ObjectKey objectKey() {
    return new ObjectKey(bucket, key);
  }

  String requestId() {
    return requestId;
  }

  S3Query query() {
    return query;
  }

  IncomingRequest request() {
    return request;
  }

  OutgoingResponse response() {
    return response;
  }

  /** A header; presigned URLs may have those of S3 in their query instead. */
  Optional<String> header(String name) {
    Optional<String> header = Optional.ofNullable(request.header(name));
    return header.isEmpty() && name.startsWith(S3_HEADER) ? query.get(name) : header;
  }

  /** The headers by their lower-case name, repeated ones joined, with those in the query. */
  Map<String, String> headersStartingWith(String prefix) {
    Map<String, String> headers = new TreeMap<>();
    for (String name : query.names()) {
      if (name.startsWith(S3_HEADER) && name.startsWith(prefix)) {
        headers.put(name, query.text(name));
      }
    }
    for (String header : request.headerNames()) {
      String name = header.toLowerCase(Locale.ROOT);
      if (name.startsWith(prefix)) {
        headers.put(name, String.join(",", request.headers(header)));
      }
    }
    return headers;
  }

  void answerHeader(String name, String value) {
    response.header(name, value);
  }

  /** Ends the answer without a body. */
  void answerEmpty(int status) {
    response.status(status);
    if (status != 204 && status != 304) {
      response.contentLength(0);
    }
  }

  void answerXml(int status, XmlWriter xml) throws IOException {
    answerBytes(status, "application/xml", xml.bytes());
  }

  void answerBytes(int status, String contentType, byte[] body) throws IOException {
    response.status(status);
    response.contentType(contentType);
    response.contentLength(body.length);
    if (!method().equals("HEAD")) {
      response.body().write(body);
    }
  }
}
