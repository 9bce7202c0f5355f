package dev.tarn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Versioning and Object Lock through the SDK's own client. */
class VersionsWireTest {

  private static final String BUCKET = "lake";

  @TempDir Path directory;
  private S3TestServer server;
  private S3Client s3;

  @BeforeEach
  void start() throws Exception {
    server = new S3TestServer(directory, 0);
    s3 = server.client();
    s3.createBucket(request -> request.bucket(BUCKET).objectLockEnabledForBucket(true));
    s3.createBucket(request -> request.bucket("plain"));
  }

  @AfterEach
  void stop() {
    s3.close();
    server.close();
  }

  @Test
  void versioningIsSwitchedOnAndSuspendedButNeverOff() {
    assertThat(s3.getBucketVersioning(request -> request.bucket("plain")).status()).isNull();
    assertThat(s3.putObject(request -> request.bucket("plain").key("k"), body("x")).versionId())
        .isNull();
    versioning("plain", BucketVersioningStatus.ENABLED);
    assertThat(s3.getBucketVersioning(request -> request.bucket("plain")).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
    versioning("plain", BucketVersioningStatus.SUSPENDED);
    assertThat(s3.putObject(request -> request.bucket("plain").key("k"), body("x")).versionId())
        .isNull();
    refused("InvalidBucketState", 409, () -> versioning(BUCKET, BucketVersioningStatus.SUSPENDED));
    refused(
        "IllegalVersioningConfigurationException",
        400,
        () ->
            s3.putBucketVersioning(
                request -> request.bucket("plain").versioningConfiguration(none -> {})));
  }

  @Test
  void deletedObjectsComeBack() {
    String first = put("dir/k", "one");
    String second = put("dir/k", "two");
    DeleteObjectResponse deleted = s3.deleteObject(request -> request.bucket(BUCKET).key("dir/k"));
    assertThat(deleted.deleteMarker()).isTrue();
    assertThatThrownBy(() -> get("dir/k", null))
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.statusCode()).isEqualTo(404);
              assertThat(
                      e.awsErrorDetails()
                          .sdkHttpResponse()
                          .firstMatchingHeader("x-amz-delete-marker"))
                  .contains("true");
            });
    assertThat(get("dir/k", first)).isEqualTo("one");
    assertThat(
            s3.headObject(request -> request.bucket(BUCKET).key("dir/k").versionId(second))
                .versionId())
        .isEqualTo(second);
    refused("MethodNotAllowed", 405, () -> get("dir/k", deleted.versionId()));
    refused("NoSuchVersion", 404, () -> get("dir/k", "A".repeat(32)));
    refused("InvalidArgument", 400, () -> get("dir/k", "../../etc"));
    assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET)).contents()).isEmpty();
    DeleteObjectResponse restored =
        s3.deleteObject(
            request -> request.bucket(BUCKET).key("dir/k").versionId(deleted.versionId()));
    assertThat(restored.deleteMarker()).isTrue();
    assertThat(get("dir/k", null)).isEqualTo("two");
    s3.copyObject(request ->
        request
            .sourceBucket(BUCKET)
            .sourceKey("dir/k")
            .sourceVersionId(first)
            .destinationBucket(BUCKET)
            .destinationKey("dir/k"));
    assertThat(get("dir/k", null)).isEqualTo("one");
    refused("BucketNotEmpty", 409, () -> s3.deleteBucket(request -> request.bucket(BUCKET)));
  }

  @Test
  void versionsAreListedInPages() {
    List<String> expected = new ArrayList<>();
    for (String key : List.of("a", "b/1", "b/2", "c")) {
      String old = put(key, "1");
      String marker = s3.deleteObject(request -> request.bucket(BUCKET).key(key)).versionId();
      String now = put(key, "2");
      expected.addAll(List.of(key + " " + now, key + " " + marker, key + " " + old));
    }
    List<String> listed = new ArrayList<>();
    String keyMarker = null;
    String versionMarker = null;
    ListObjectVersionsResponse page;
    do {
      String key = keyMarker;
      String version = versionMarker;
      page =
          s3.listObjectVersions(
              request -> request.bucket(BUCKET).maxKeys(2).keyMarker(key).versionIdMarker(version));
      assertThat(page.versions().size() + page.deleteMarkers().size()).isLessThanOrEqualTo(2);
      page.versions().forEach(found -> listed.add(found.key() + " " + found.versionId()));
      page.deleteMarkers().forEach(found -> listed.add(found.key() + " " + found.versionId()));
      keyMarker = page.nextKeyMarker();
      versionMarker = page.nextVersionIdMarker();
    } while (page.isTruncated());
    assertThat(listed).containsExactlyInAnyOrderElementsOf(expected);
    ListObjectVersionsResponse folded =
        s3.listObjectVersions(request -> request.bucket(BUCKET).delimiter("/"));
    assertThat(folded.commonPrefixes()).extracting(prefix -> prefix.prefix()).containsExactly("b/");
    assertThat(folded.versions()).hasSize(4);
    assertThat(folded.versions().stream().filter(ObjectVersion::isLatest)).hasSize(2);
    assertThat(folded.deleteMarkers()).hasSize(2).noneMatch(DeleteMarkerEntry::isLatest);
  }

  @Test
  void manyVersionsAreDeletedAtOnce() {
    String first = put("k", "1");
    String second = put("k", "2");
    DeleteObjectsResponse deleted =
        s3.deleteObjects(request ->
            request
                .bucket(BUCKET)
                .delete(delete -> delete.objects(id("k", first), id("new", null))));
    assertThat(deleted.deleted()).hasSize(2);
    assertThat(deleted.deleted().getFirst().versionId()).isEqualTo(first);
    assertThat(deleted.deleted().getLast().deleteMarker()).isTrue();
    assertThat(s3.listObjectVersions(request -> request.bucket(BUCKET)).versions())
        .extracting(ObjectVersion::versionId)
        .containsExactly(second);
  }

  @Test
  void tagsBelongToAVersion() {
    String first = put("k", "1");
    put("k", "2");
    s3.putObjectTagging(request ->
        request
            .bucket(BUCKET)
            .key("k")
            .versionId(first)
            .tagging(set -> set.tagSet(Tag.builder().key("a").value("b").build())));
    assertThat(
            s3.getObjectTagging(request -> request.bucket(BUCKET).key("k").versionId(first))
                .tagSet())
        .hasSize(1);
    assertThat(s3.getObjectTagging(request -> request.bucket(BUCKET).key("k")).tagSet()).isEmpty();
  }

  @Test
  void lockedVersionsAreNotDeleted() {
    String version = put("k", "1");
    Instant later = Instant.now().plusSeconds(3600);
    s3.putObjectRetention(request ->
        request
            .bucket(BUCKET)
            .key("k")
            .retention(
                lock -> lock.mode(ObjectLockRetentionMode.GOVERNANCE).retainUntilDate(later)));
    refused("AccessDenied", 403, () -> deleteVersion("k", version, false));
    assertThat(s3.deleteObject(request -> request.bucket(BUCKET).key("k")).deleteMarker()).isTrue();
    s3.putObjectLegalHold(request ->
        request
            .bucket(BUCKET)
            .key("k")
            .versionId(version)
            .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.ON)));
    refused("AccessDenied", 403, () -> deleteVersion("k", version, true));
    s3.putObjectLegalHold(request ->
        request
            .bucket(BUCKET)
            .key("k")
            .versionId(version)
            .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
    deleteVersion("k", version, true);
    refused("NoSuchVersion", 404, () -> get("k", version));
  }

  @Test
  void theBucketsDefaultRetentionIsThatOfNewObjects() {
    s3.putObjectLockConfiguration(request ->
        request
            .bucket(BUCKET)
            .objectLockConfiguration(lock ->
                lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                    .rule(rule ->
                        rule.defaultRetention(
                            DefaultRetention.builder()
                                .mode(ObjectLockRetentionMode.COMPLIANCE)
                                .days(1)
                                .build()))));
    String version = put("k", "1");
    assertThat(s3.headObject(request -> request.bucket(BUCKET).key("k")).objectLockMode())
        .hasToString("COMPLIANCE");
    refused("AccessDenied", 403, () -> deleteVersion("k", version, true));
    refused(
        "ObjectLockConfigurationNotFoundError",
        404,
        () -> s3.getObjectLockConfiguration(request -> request.bucket("plain")));
    refused(
        "InvalidRequest",
        400,
        () -> s3.getObjectRetention(request -> request.bucket("plain").key("k")));
  }

  private void deleteVersion(String key, String version, boolean bypass) {
    s3.deleteObject(request ->
        request
            .bucket(BUCKET)
            .key(key)
            .versionId(version)
            .bypassGovernanceRetention(bypass ? true : null));
  }

  private void versioning(String bucket, BucketVersioningStatus status) {
    s3.putBucketVersioning(
        request -> request.bucket(bucket).versioningConfiguration(v -> v.status(status)));
  }

  private String put(String key, String content) {
    return s3.putObject(request -> request.bucket(BUCKET).key(key), body(content)).versionId();
  }

  private String get(String key, @Nullable String version) {
    byte[] content =
        s3.getObject(
                request -> request.bucket(BUCKET).key(key).versionId(version),
                ResponseTransformer.toBytes())
            .asByteArray();
    return new String(content, StandardCharsets.UTF_8);
  }

  private static ObjectIdentifier id(String key, @Nullable String version) {
    return ObjectIdentifier.builder().key(key).versionId(version).build();
  }

  private static RequestBody body(String content) {
    return RequestBody.fromString(content);
  }

  private static void refused(String code, int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
            });
  }
}
