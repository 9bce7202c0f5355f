package dev.tarn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Rules that S3's documentation has in its small print and clients run into all the same. */
class FinePrintWireTest {

  private static final String STRANGER = "0123456789abcdef".repeat(4);

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private S3TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new S3TestServer(directory, 0);
    send("PUT", "lake", "", "x-amz-object-ownership", "ObjectWriter");
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "id=\"0\", 400, InvalidArgument",
    "emailAddress=\"somebody@example.com\", 405, MethodNotAllowed",
    "uri=\"http://example.com/group\", 400, InvalidArgument",
  })
  void accessIsGrantedToNobodyWhoCannotBe(String grantee, int status, String code)
      throws Exception {
    HttpResponse<String> refused = send("PUT", "lake?acl", "", "x-amz-grant-read", grantee);
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.body()).contains("<Code>" + code + "</Code>");
    String granted = "id=" + STRANGER;
    assertThat(send("PUT", "lake?acl", "", "x-amz-grant-read", granted).statusCode())
        .isEqualTo(200);
    assertThat(send("GET", "lake?acl", "").body()).contains("<ID>" + STRANGER + "</ID>");
  }

  @Test
  void aCannedListAndGrantsDoNotGoTogether() throws Exception {
    String[] both = {
      "x-amz-acl", "bucket-owner-full-control", "x-amz-grant-read", "id=" + STRANGER
    };
    assertThat(send("PUT", "lake/k", "x", both).body())
        .contains("Specifying both Canned ACLs and Header Grants is not allowed");
  }

  @Test
  void aCopyOntoItselfMayChangeTheEncryption() throws Exception {
    String[] copy = {"x-amz-copy-source", "lake/k"};
    send("PUT", "lake/k", "x", "x-amz-server-side-encryption", "aws:kms");
    HttpResponse<String> copied = send("PUT", "lake/k", "", copy);
    assertThat(copied.statusCode()).isEqualTo(200);
    assertThat(copied.headers().firstValue("x-amz-server-side-encryption")).contains("AES256");
    assertThat(send("PUT", "lake/k", "", copy).body())
        .contains("<Code>InvalidRequest</Code>", "without changing the object's metadata");
    send(
        "PUT",
        "lake?encryption",
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>"
            + "AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
            + "</ServerSideEncryptionConfiguration>");
    assertThat(send("PUT", "lake/k", "", copy).statusCode()).isEqualTo(200);
  }

  @Test
  void bucketsAreListedByRegion() throws Exception {
    send(
        "PUT",
        "far",
        "<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint>"
            + "</CreateBucketConfiguration>");
    assertThat(send("GET", "?bucket-region=eu-central-1", "").body())
        .contains("<Name>far</Name>")
        .doesNotContain("<Name>lake</Name>");
    assertThat(send("PUT", "other", "", "x-amz-bucket-namespace", "account-regional").statusCode())
        .isEqualTo(501);
  }

  @ParameterizedTest
  @CsvSource({
    "<Filter><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></Filter>",
    "<Filter><Prefix>a</Prefix></Filter><Prefix>a</Prefix>",
    "<Prefix>a</Prefix><NoncurrentVersionTransition><StorageClass>GLACIER</StorageClass>"
        + "</NoncurrentVersionTransition>",
  })
  void aLifecycleRuleHasOneFilter(String filter) throws Exception {
    String document =
        "<LifecycleConfiguration><Rule>"
            + filter
            + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>"
            + "</LifecycleConfiguration>";
    assertThat(send("PUT", "lake?lifecycle", document).body())
        .contains("<Code>MalformedXML</Code>");
  }

  @ParameterizedTest
  @CsvSource({
    "Queue, arn:aws:sqs:us-east-1:000000000000:q, 200",
    "Topic, arn:aws:sns:us-east-1:000000000000:t, 200",
    "CloudFunction, arn:aws:lambda:us-east-1:000000000000:function:f, 200",
    "Queue, arn:aws:sns:us-east-1:000000000000:t, 400",
    "Topic, nothing, 400",
  })
  void notificationsGoToWhatCouldBeThere(String kind, String arn, int status) throws Exception {
    String open = "<" + kind + "Configuration><" + kind + ">";
    String close = "</" + kind + "Configuration>";
    HttpResponse<String> put =
        send(
            "PUT",
            "lake?notification",
            "<NotificationConfiguration>"
                + open
                + arn
                + "</"
                + kind
                + "><Event>s3:ObjectCreated:*</Event>"
                + close
                + "</NotificationConfiguration>");
    assertThat(put.statusCode()).isEqualTo(status);
  }

  @Test
  void aReplicationRuleGetsAnId() throws Exception {
    String document =
        "<ReplicationConfiguration><Role>arn:aws:iam::000000000000:role/r</Role><Rule><Status>Enabled"
            + "</Status><Destination><Bucket>arn:aws:s3:::other</Bucket></Destination></Rule>"
            + "</ReplicationConfiguration>";
    assertThat(send("PUT", "lake?replication", document).body())
        .contains("Versioning must be 'Enabled'");
    send(
        "PUT",
        "lake?versioning",
        "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
    assertThat(send("PUT", "lake?replication", document).statusCode()).isEqualTo(200);
    assertThat(send("GET", "lake?replication", "").body())
        .contains("<Role>arn:aws:iam::000000000000:role/r</Role>")
        .containsPattern("<ID>[0-9a-f-]{36}</ID>");
  }

  @Test
  void anUploadMayBeAbortedTwice() throws Exception {
    try (S3Client s3 = server.client()) {
      String id = s3.createMultipartUpload(r -> r.bucket("lake").key("k")).uploadId();
      assertThat(send("DELETE", "lake/k?uploadId=" + id, "").statusCode()).isEqualTo(204);
      assertThat(send("DELETE", "lake/k?uploadId=" + id, "").statusCode()).isEqualTo(204);
      assertThat(send("DELETE", "lake/other?uploadId=" + id, "").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void uploadsArePagedInTheOrderOfUtf8() {
    // By UTF-16, the second would come before the first.
    List<String> keys = List.of("\uff21", "\ud83d\ude00", "\ud83d\ude01");
    List<String> listed = new ArrayList<>();
    try (S3Client s3 = server.client()) {
      for (String key : keys) {
        s3.createMultipartUpload(r -> r.bucket("lake").key(key));
      }
      String marker = "";
      for (int page = 0; page < keys.size(); page++) {
        String after = marker;
        marker =
            s3.listMultipartUploads(r -> r.bucket("lake").maxUploads(1).keyMarker(after))
                .uploads()
                .getFirst()
                .key();
        listed.add(marker);
      }
    }
    assertThat(listed).isEqualTo(keys);
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
