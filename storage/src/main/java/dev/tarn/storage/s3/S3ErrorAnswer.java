package dev.tarn.storage.s3;

import dev.tarn.http.IncomingRequest;
import dev.tarn.http.Leftovers;
import dev.tarn.http.OutgoingResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3's error document: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. */
final class S3ErrorAnswer {

  /** A body that is not read to its end would be taken for the next request. */
  private static final long MAX_DRAINED_BYTES = 1 << 20;

  private S3ErrorAnswer() {}

  static void send(
      IncomingRequest request,
      OutgoingResponse response,
      String requestId,
      @Nullable S3Exchange exchange,
      S3Exception error,
      Map<String, String> details)
      throws IOException {
    if (!Leftovers.read(request, MAX_DRAINED_BYTES)) {
      response.header("Connection", "close");
    }
    response.status(error.statusCode());
    if (request.method().equals("HEAD")) {
      return;
    }
    String code = error.awsErrorDetails().errorCode();
    XmlWriter xml =
        XmlWriter.plainDocument("Error")
            .element("Code", code)
            .element("Message", error.awsErrorDetails().errorMessage());
    details.forEach(xml::element);
    if (details.isEmpty() && exchange != null) {
      writeDetails(xml, code, error.statusCode(), exchange);
    }
    byte[] body =
        xml.element("RequestId", requestId)
            .element("HostId", response.header("x-amz-id-2"))
            .close("Error")
            .bytes();
    response.contentType("application/xml");
    response.contentLength(body.length);
    response.body().write(body);
  }

  private static void writeDetails(XmlWriter xml, String code, int status, S3Exchange exchange) {
    switch (code) {
      case "NoSuchBucket",
          "BucketNotEmpty",
          "BucketAlreadyOwnedByYou",
          "BucketAlreadyExists",
          "InvalidBucketName" ->
          xml.element("BucketName", exchange.bucket());
      case "NoSuchKey" -> xml.element("Key", exchange.key());
      case "NoSuchUpload" -> xml.element("UploadId", exchange.query().text("uploadId"));
      case "NoSuchVersion" ->
          xml.element("Key", exchange.key())
              .element("VersionId", exchange.query().text("versionId"));
      case "MethodNotAllowed" ->
          xml.element("Method", exchange.method())
              .element("ResourceType", exchange.query().has("versionId") ? "DeleteMarker" : null);
      default -> {
        // A configuration that a bucket does not have.
        if (status == 404 && exchange.key().isEmpty()) {
          xml.element("BucketName", exchange.bucket());
        } else {
          xml.element("Resource", exchange.request().path());
        }
      }
    }
  }
}
