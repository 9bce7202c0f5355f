package dev.tarn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Buckets and objects through the SDK's own client. */
class S3WireTest {

  private static final String BUCKET = "lake";

  @TempDir Path directory;
  private S3TestServer server;
  private S3Client s3;

  @BeforeEach
  void start() throws Exception {
    server = new S3TestServer(directory, 0);
    s3 = server.client();
    s3.createBucket(request -> request.bucket(BUCKET));
  }

  @AfterEach
  void stop() {
    s3.close();
    server.close();
  }

  @Test
  void bucketsAreCreatedListedAndDeleted() {
    Instant before = Instant.now().minusSeconds(2);
    s3.createBucket(request -> request.bucket("second.bucket-2"));
    assertThat(s3.listBuckets().buckets())
        .extracting(bucket -> bucket.name())
        .containsExactly(BUCKET, "second.bucket-2");
    assertThat(s3.listBuckets().buckets().getFirst().creationDate()).isAfter(before);
    assertThat(s3.headBucket(request -> request.bucket(BUCKET)).bucketRegion())
        .isEqualTo("us-east-1");
    s3.deleteBucket(request -> request.bucket("second.bucket-2"));
    assertThat(s3.listBuckets().buckets()).hasSize(1);
    assertThatExceptionOfType(NoSuchBucketException.class)
        .isThrownBy(() -> s3.deleteBucket(request -> request.bucket("second.bucket-2")))
        .satisfies(e -> {
          assertThat(e.statusCode()).isEqualTo(404);
          assertThat(e.requestId()).isNotEmpty();
          assertThat(e.extendedRequestId()).isNotEmpty();
        });
  }

  @Test
  void aBucketWithObjectsIsNotDeleted() {
    put("a/b", "x");
    refused("BucketNotEmpty", 409, () -> s3.deleteBucket(request -> request.bucket(BUCKET)));
  }

  @Test
  void anObjectComesBackWithEverythingThatWasGiven() throws IOException {
    PutObjectResponse put =
        s3.putObject(
            request ->
                request
                    .bucket(BUCKET)
                    .key("raw/ünï code+1.csv")
                    .contentType("text/csv")
                    .cacheControl("no-cache")
                    .contentEncoding("identity")
                    .contentDisposition("attachment")
                    .tagging("team=data&env=a%20b")
                    .metadata(Map.of("Owner", "me")),
            RequestBody.fromString("1,2\n"));
    assertThat(put.eTag()).isEqualTo(md5("1,2\n"));
    GetObjectResponse got =
        s3.getObject(request -> request.bucket(BUCKET).key("raw/ünï code+1.csv")).response();
    assertThat(got.contentType()).isEqualTo("text/csv");
    assertThat(got.cacheControl()).isEqualTo("no-cache");
    assertThat(got.contentEncoding()).isEqualTo("identity");
    assertThat(got.contentDisposition()).isEqualTo("attachment");
    assertThat(got.metadata()).isEqualTo(Map.of("owner", "me"));
    assertThat(got.tagCount()).isEqualTo(2);
    assertThat(got.contentLength()).isEqualTo(4);
    assertThat(got.lastModified()).isBetween(Instant.now().minusSeconds(60), Instant.now());
    assertThat(Files.readString(directory.resolve("objects/lake/raw/ünï code+1.csv")))
        .isEqualTo("1,2\n");
  }

  @Test
  void aFileDroppedByHandIsAnObjectAndEditingItByHandTakesItsAttributes() throws IOException {
    Path file = directory.resolve("objects/lake/by/hand.txt");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "dropped");
    assertThat(text("by/hand.txt")).isEqualTo("dropped");
    put("by/hand.txt", "uploaded");
    String uploaded = head("by/hand.txt").eTag();
    Files.writeString(file, "edited");
    assertThat(text("by/hand.txt")).isEqualTo("edited");
    assertThat(head("by/hand.txt").eTag()).isNotEqualTo(uploaded).endsWith("-1\"");
  }

  @Test
  void rangesAreServed() {
    put("digits", "0123456789");
    assertThat(range("bytes=2-4")).isEqualTo("234");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(range("bytes=-3")).isEqualTo("789");
    assertThat(range("bytes=5-100")).isEqualTo("56789");
    assertThat(range("bytes=nonsense")).isEqualTo("0123456789");
    refused("InvalidRange", 416, () -> range("bytes=10-11"));
    assertThat(
            s3.getObject(request -> request.bucket(BUCKET).key("digits").range("bytes=2-4"))
                .response()
                .contentRange())
        .isEqualTo("bytes 2-4/10");
  }

  @Test
  void readingIsConditional() {
    String eTag = put("k", "v").eTag();
    Instant modified = head("k").lastModified();
    refused("", 304, () -> s3.getObject(r -> r.bucket(BUCKET).key("k").ifNoneMatch(eTag)));
    refused(
        "PreconditionFailed",
        412,
        () -> s3.getObject(r -> r.bucket(BUCKET).key("k").ifMatch("\"other\"")));
    refused("", 304, () -> s3.getObject(r -> r.bucket(BUCKET).key("k").ifModifiedSince(modified)));
    refused(
        "PreconditionFailed",
        412,
        () ->
            s3.getObject(r ->
                r.bucket(BUCKET).key("k").ifUnmodifiedSince(modified.minus(Duration.ofHours(1)))));
    assertThat(s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").ifMatch(eTag)).asUtf8String())
        .isEqualTo("v");
  }

  @Test
  void writingIsConditional() {
    String first = put("k", "1").eTag();
    refused(
        "PreconditionFailed",
        412,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("k").ifNoneMatch("*"), RequestBody.fromString("2")));
    refused(
        "PreconditionFailed",
        412,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("k").ifMatch("\"x\""), RequestBody.fromString("2")));
    refused(
        "NoSuchKey",
        404,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("none").ifMatch(first), RequestBody.fromString("2")));
    assertThat(text("k")).isEqualTo("1");
    s3.putObject(r -> r.bucket(BUCKET).key("k").ifMatch(first), RequestBody.fromString("2"));
    assertThat(text("k")).isEqualTo("2");
    s3.putObject(r -> r.bucket(BUCKET).key("new").ifNoneMatch("*"), RequestBody.fromString("3"));
    assertThat(text("new")).isEqualTo("3");
  }

  @Test
  void everyChecksumIsVerifiedAndAnswered() {
    byte[] content = new byte[3_000_000];
    new Random(1).nextBytes(content);
    for (ChecksumAlgorithm algorithm :
        List.of(
            ChecksumAlgorithm.CRC32,
            ChecksumAlgorithm.CRC32_C,
            ChecksumAlgorithm.SHA1,
            ChecksumAlgorithm.SHA256)) {
      s3.putObject(
          r -> r.bucket(BUCKET).key("sum").checksumAlgorithm(algorithm),
          RequestBody.fromBytes(content));
      HeadObjectResponse head =
          s3.headObject(r -> r.bucket(BUCKET).key("sum").checksumMode(ChecksumMode.ENABLED));
      assertThat(
              Arrays.asList(
                  head.checksumCRC32(),
                  head.checksumCRC32C(),
                  head.checksumSHA1(),
                  head.checksumSHA256()))
          .filteredOn(value -> value != null)
          .hasSize(1);
      assertThat(head.checksumTypeAsString()).isEqualTo("FULL_OBJECT");
      assertThat(
              s3.getObjectAsBytes(
                      r -> r.bucket(BUCKET).key("sum").checksumMode(ChecksumMode.ENABLED))
                  .asByteArray())
          .isEqualTo(content);
    }
  }

  @Test
  void aWrongDigestIsRefusedAndNothingIsKept() {
    refused(
        "BadDigest",
        400,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("bad").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                RequestBody.fromString("x")));
    refused(
        "InvalidDigest",
        400,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("bad").contentMD5("nonsense"),
                RequestBody.fromString("x")));
    refused(
        "BadDigest",
        400,
        () ->
            s3.putObject(
                r -> r.bucket(BUCKET).key("bad").checksumCRC32("AAAAAA=="),
                RequestBody.fromString("x")));
    assertThatThrownBy(() -> head("bad")).isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void listingsPageThroughObjectsAndPrefixesInUtf8Order() {
    List<String> keys =
        List.of("a", "a-b", "a/1", "a/2", "b/1", "c", "d//e", "d/f/", "\uE000", "\uD83D\uDE00");
    keys.forEach(key -> put(key, key));
    for (int pageSize : List.of(1, 2, 3, 1000)) {
      List<String> listed = new ArrayList<>();
      s3.listObjectsV2Paginator(r -> r.bucket(BUCKET).maxKeys(pageSize))
          .contents()
          .forEach(object -> listed.add(object.key()));
      assertThat(listed).isEqualTo(keys);
      List<String> grouped = new ArrayList<>();
      for (ListObjectsV2Response page :
          s3.listObjectsV2Paginator(r -> r.bucket(BUCKET).delimiter("/").maxKeys(pageSize))) {
        page.contents().stream().map(S3Object::key).forEach(grouped::add);
        page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(grouped::add);
        assertThat(page.keyCount()).isLessThanOrEqualTo(pageSize);
      }
      assertThat(grouped)
          .containsExactlyInAnyOrder("a", "a-b", "a/", "b/", "c", "d/", "\uE000", "\uD83D\uDE00");
    }
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).prefix("d/").delimiter("/")).commonPrefixes())
        .extracting(CommonPrefix::prefix)
        .containsExactly("d//", "d/f/");
    assertThat(s3.listObjects(r -> r.bucket(BUCKET).marker("a/1").maxKeys(2)).contents())
        .extracting(S3Object::key)
        .containsExactly("a/2", "b/1");
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).startAfter("c")).contents())
        .extracting(S3Object::key)
        .startsWith("d//e");
  }

  @Test
  void keysThatFilesCannotBeNamedComeBack() {
    List<String> keys =
        List.of(
            "..",
            "x/../../y",
            "/",
            "//",
            "a",
            "a/b",
            "a/",
            "./a",
            "with\u0001control",
            "line\nbreak",
            "%2F",
            "%~",
            "x".repeat(1024),
            "é".repeat(512),
            "?#&=+ ;:@,");
    keys.forEach(key -> put(key, "content of " + key));
    for (String key : keys) {
      assertThat(text(key)).isEqualTo("content of " + key);
    }
    // Encoded, as no XML 1.0 parser takes control characters.
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET).encodingType(EncodingType.URL)).contents())
        .extracting(S3Object::key)
        .containsExactlyInAnyOrderElementsOf(keys);
    // Quiet for the same reason.
    s3.deleteObjects(r ->
        r.bucket(BUCKET)
            .delete(
                Delete.builder()
                    .quiet(true)
                    .objects(
                        keys.stream()
                            .map(key -> ObjectIdentifier.builder().key(key).build())
                            .toList())
                    .build()));
    assertThat(s3.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
    refused("KeyTooLongError", 400, () -> put("x".repeat(1025), "x"));
  }

  @Test
  void copiesTakeOrReplaceMetadata() {
    s3.putObject(
        r ->
            r.bucket(BUCKET)
                .key("from +ü")
                .contentType("text/plain")
                .metadata(Map.of("a", "1"))
                .tagging("t=1"),
        RequestBody.fromString("content"));
    s3.copyObject(r ->
        r.sourceBucket(BUCKET).sourceKey("from +ü").destinationBucket(BUCKET).destinationKey("to"));
    assertThat(text("to")).isEqualTo("content");
    assertThat(head("to").metadata()).isEqualTo(Map.of("a", "1"));
    assertThat(head("to").contentType()).isEqualTo("text/plain");
    assertThat(head("to").eTag()).isEqualTo(head("from +ü").eTag());
    s3.copyObject(r ->
        r.sourceBucket(BUCKET)
            .sourceKey("to")
            .destinationBucket(BUCKET)
            .destinationKey("to")
            .metadataDirective(MetadataDirective.REPLACE)
            .taggingDirective(TaggingDirective.REPLACE)
            .tagging("t=2")
            .metadata(Map.of("b", "2")));
    assertThat(head("to").metadata()).isEqualTo(Map.of("b", "2"));
    assertThat(text("to")).isEqualTo("content");
    assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("to")).tagSet())
        .containsExactly(Tag.builder().key("t").value("2").build());
    refused(
        "InvalidRequest",
        400,
        () ->
            s3.copyObject(r ->
                r.sourceBucket(BUCKET)
                    .sourceKey("to")
                    .destinationBucket(BUCKET)
                    .destinationKey("to")));
    refused(
        "PreconditionFailed",
        412,
        () ->
            s3.copyObject(r ->
                r.sourceBucket(BUCKET)
                    .sourceKey("to")
                    .copySourceIfMatch("\"x\"")
                    .destinationBucket(BUCKET)
                    .destinationKey("other")));
  }

  @Test
  void tagsAreReplacedAndDeletedWithoutTouchingTheObject() {
    put("k", "v");
    String eTag = head("k").eTag();
    s3.putObjectTagging(r ->
        r.bucket(BUCKET)
            .key("k")
            .tagging(t -> t.tagSet(Tag.builder().key("a").value("<&>").build())));
    assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("k")).tagSet())
        .containsExactly(Tag.builder().key("a").value("<&>").build());
    assertThat(head("k").eTag()).isEqualTo(eTag);
    s3.deleteObjectTagging(r -> r.bucket(BUCKET).key("k"));
    assertThat(s3.getObjectTagging(r -> r.bucket(BUCKET).key("k")).tagSet()).isEmpty();
  }

  @Test
  void missingThingsAreS3Errors() {
    assertThatExceptionOfType(NoSuchKeyException.class)
        .isThrownBy(() -> s3.getObject(r -> r.bucket(BUCKET).key("none")))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(404));
    assertThatExceptionOfType(NoSuchBucketException.class)
        .isThrownBy(() -> s3.listObjectsV2(r -> r.bucket("no-such-bucket")));
    refused("NoSuchBucket", 404, () -> s3.getObject(r -> r.bucket("no-such-bucket").key("k")));
    refused(
        "NoSuchBucket",
        404,
        () -> s3.putObject(r -> r.bucket("no-such-bucket").key("k"), RequestBody.fromString("x")));
    s3.deleteObject(r -> r.bucket(BUCKET).key("none"));
    refused(
        "InvalidArgument",
        400,
        () -> s3.getObject(r -> r.bucket(BUCKET).key("none").versionId("abc")));
  }

  @Test
  void theWholeStoreSurvivesARestart() throws Exception {
    s3.putObject(
        r -> r.bucket(BUCKET).key("k").contentType("text/x").metadata(Map.of("a", "b")),
        RequestBody.fromString("v"));
    stop();
    server = new S3TestServer(directory, 0);
    s3 = server.client();
    assertThat(text("k")).isEqualTo("v");
    assertThat(head("k").contentType()).isEqualTo("text/x");
    assertThat(head("k").metadata()).isEqualTo(Map.of("a", "b"));
  }

  private PutObjectResponse put(String key, String content) {
    return s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  private String text(String key) {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asUtf8String();
  }

  private HeadObjectResponse head(String key) {
    return s3.headObject(r -> r.bucket(BUCKET).key(key));
  }

  private String range(String range) {
    return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("digits").range(range)).asUtf8String();
  }

  private static String md5(String text) {
    byte[] digest =
        dev.tarn.storage.s3.ChecksumAlgorithm.digest("MD5")
            .digest(text.getBytes(StandardCharsets.UTF_8));
    return '"' + HexFormat.of().formatHex(digest) + '"';
  }

  private static void refused(String code, int status, Runnable call) {
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(call::run)
        .satisfies(e -> {
          assertThat(e.statusCode()).isEqualTo(status);
          if (!code.isEmpty()) {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
          }
        });
  }
}
