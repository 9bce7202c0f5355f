package dev.tarn.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The configurations of buckets, as they go over the wire. */
class ConfigurationWireTest {

  @TempDir Path directory;
  private final HttpClient http = HttpClient.newHttpClient();
  private S3TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new S3TestServer(directory, 0);
    assertThat(send("PUT", "lake", "").statusCode()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  /** Query, a document that is taken, a piece of it, what a bucket without one answers. */
  static Stream<Arguments> configurations() {
    return Stream.of(
        Arguments.of(
            "cors",
            "<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod>"
                + "<AllowedOrigin>*</AllowedOrigin></CORSRule></CORSConfiguration>",
            "<AllowedMethod>GET",
            "<Code>NoSuchCORSConfiguration"),
        Arguments.of(
            "lifecycle",
            "<LifecycleConfiguration><Rule><Filter><And><Prefix>a</Prefix><Tag><Key>k</Key>"
                + "<Value>v</Value></Tag></And></Filter><Status>Enabled</Status><Expiration>"
                + "<Days>3</Days></Expiration></Rule></LifecycleConfiguration>",
            "<Days>3",
            "<Code>NoSuchLifecycleConfiguration"),
        Arguments.of(
            "website",
            "<WebsiteConfiguration><IndexDocument><Suffix>i.html</Suffix></IndexDocument>"
                + "</WebsiteConfiguration>",
            "i.html",
            "<Code>NoSuchWebsiteConfiguration"),
        Arguments.of(
            "publicAccessBlock",
            "<PublicAccessBlockConfiguration><BlockPublicAcls>false</BlockPublicAcls>"
                + "</PublicAccessBlockConfiguration>",
            "<BlockPublicAcls>false",
            "<Code>NoSuchPublicAccessBlockConfiguration"),
        Arguments.of(
            "ownershipControls",
            "<OwnershipControls><Rule><ObjectOwnership>ObjectWriter</ObjectOwnership></Rule>"
                + "</OwnershipControls>",
            "ObjectWriter",
            "<Code>OwnershipControlsNotFoundError"),
        Arguments.of(
            "tagging",
            "<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>",
            "<Key>a",
            "<Code>NoSuchTagSet"),
        Arguments.of(
            "encryption",
            "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
                + "<SSEAlgorithm>aws:kms</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
                + "</ServerSideEncryptionConfiguration>",
            "aws:kms",
            "<SSEAlgorithm>AES256"),
        Arguments.of(
            "policy",
            "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\","
                + "\"Resource\":\"arn:aws:s3:::lake/*\"}]}",
            "\"Deny\"",
            "<Code>NoSuchBucketPolicy"),
        Arguments.of(
            "inventory&id=i.1",
            "<InventoryConfiguration><Id>i.1</Id><IsEnabled>true</IsEnabled><Destination>"
                + "<S3BucketDestination><Bucket>arn:aws:s3:::lake</Bucket><Format>CSV</Format>"
                + "</S3BucketDestination></Destination><Schedule><Frequency>Daily</Frequency>"
                + "</Schedule><IncludedObjectVersions>All</IncludedObjectVersions>"
                + "</InventoryConfiguration>",
            "<Frequency>Daily",
            "<Code>NoSuchConfiguration"),
        Arguments.of(
            "metrics&id=m",
            "<MetricsConfiguration><Id>m</Id></MetricsConfiguration>",
            "<Id>m",
            "<Code>NoSuchConfiguration"),
        Arguments.of(
            "analytics&id=a",
            "<AnalyticsConfiguration><Id>a</Id><StorageClassAnalysis/></AnalyticsConfiguration>",
            "<Id>a",
            "<Code>NoSuchConfiguration"),
        Arguments.of(
            "intelligent-tiering&id=t",
            "<IntelligentTieringConfiguration><Id>t</Id><Status>Enabled</Status><Tiering>"
                + "<Days>90</Days><AccessTier>ARCHIVE_ACCESS</AccessTier></Tiering>"
                + "</IntelligentTieringConfiguration>",
            "<Days>90",
            "<Code>NoSuchConfiguration"));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void aConfigurationIsStoredReturnedAndDeleted(
      String query, String document, String piece, String without) throws Exception {
    String path = "lake?" + query;
    boolean given = query.equals("publicAccessBlock") || query.equals("ownershipControls");
    if (!given) {
      assertThat(send("GET", path, "").body()).contains(without);
    }
    assertThat(send("PUT", path, document).statusCode()).isBetween(200, 204);
    HttpResponse<String> got = send("GET", path, "");
    assertThat(got.statusCode()).isEqualTo(200);
    assertThat(got.body()).contains(piece);
    if (query.contains("&id=")) {
      assertThat(send("GET", path.substring(0, path.indexOf('&')), "").body())
          .contains(piece)
          .contains("<IsTruncated>false");
    }
    String broken = query.equals("policy") ? "MalformedPolicy" : "MalformedXML";
    for (String bad : new String[] {"<x", "<Wrong/>", document.replaceFirst("><", "><Odd/><")}) {
      if (query.equals("policy") && bad.equals(document)) {
        continue;
      }
      HttpResponse<String> refused = send("PUT", path, bad);
      assertThat(refused.statusCode()).as(bad).isEqualTo(400);
      assertThat(refused.body()).contains("<Code>" + broken);
    }
    if (!query.equals("policy")) {
      assertThat(send("PUT", path, "").body()).contains("<Code>MissingRequestBodyError");
    }
    assertThat(send("GET", path, "").body()).contains(piece);
    assertThat(send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(send("GET", path, "").body()).contains(without);
    assertThat(send("GET", path.replace("lake", "none"), "").body()).contains("NoSuchBucket");
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void noEntityIsEverExpandedOrFetched(String query, String document) throws Exception {
    String attack =
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + document.replaceFirst(">([A-Za-z])", ">&e;$1");
    HttpResponse<String> refused = send("PUT", "lake?" + query, attack);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("<Code>Malformed").doesNotContain("root:");
  }

  @Test
  void whatHasADefaultIsReplacedButNotDeleted() throws Exception {
    for (String[] kind :
        new String[][] {
          {
            "accelerate",
            "<AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>"
          },
          {
            "requestPayment",
            "<RequestPaymentConfiguration><Payer>Requester</Payer></RequestPaymentConfiguration>"
          },
          {
            "logging",
            "<BucketLoggingStatus><LoggingEnabled><TargetBucket>lake</TargetBucket><TargetPrefix>p</TargetPrefix></LoggingEnabled></BucketLoggingStatus>"
          },
          {
            "notification",
            "<NotificationConfiguration><EventBridgeConfiguration/></NotificationConfiguration>"
          },
        }) {
      assertThat(send("GET", "lake?" + kind[0], "").statusCode()).isEqualTo(200);
      assertThat(send("PUT", "lake?" + kind[0], kind[1]).statusCode()).isEqualTo(200);
      String inside = kind[1].substring(kind[1].indexOf('>') + 1, kind[1].lastIndexOf('<'));
      assertThat(send("GET", "lake?" + kind[0], "").body())
          .contains(inside.replace("<EventBridgeConfiguration/>", "<EventBridgeConfiguration>"));
      assertThat(send("DELETE", "lake?" + kind[0], "").statusCode()).isIn(405, 501);
    }
    assertThat(send("GET", "lake", "").statusCode()).isEqualTo(200);
  }

  @Test
  void newBucketsTakeNoAccessControlListsAndNothingPublic() throws Exception {
    assertThat(send("PUT", "lake?acl", "", "x-amz-acl", "public-read").body())
        .contains("<Code>AccessControlListNotSupported");
    assertThat(send("PUT", "other", "", "x-amz-acl", "").statusCode()).isEqualTo(200);
    String open =
        "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\","
            + "\"Resource\":\"arn:aws:s3:::lake/*\"}}";
    assertThat(send("PUT", "lake?policy", open).body()).contains("<Code>AccessDenied");
    assertThat(send("DELETE", "lake?publicAccessBlock", "").statusCode()).isEqualTo(204);
    assertThat(send("PUT", "lake?policy", open).statusCode()).isEqualTo(204);
    assertThat(send("GET", "lake?policyStatus", "").body()).contains("<IsPublic>true");
    String preferred =
        "<OwnershipControls><Rule><ObjectOwnership>BucketOwnerPreferred</ObjectOwnership></Rule>"
            + "</OwnershipControls>";
    assertThat(send("PUT", "lake?ownershipControls", preferred).statusCode()).isEqualTo(200);
    assertThat(send("PUT", "lake?acl", "", "x-amz-acl", "public-read").statusCode()).isEqualTo(200);
    assertThat(send("GET", "lake?acl", "").body()).contains("AllUsers");
    assertThat(send("PUT", "lake/k", "x", "x-amz-acl", "authenticated-read").statusCode())
        .isEqualTo(200);
    assertThat(send("GET", "lake/k?acl", "").body()).contains("AuthenticatedUsers");
  }

  @Test
  void browsersOfAllowedOriginsMayReadAnswers() throws Exception {
    String document =
        "<CORSConfiguration><CORSRule><AllowedMethod>PUT</AllowedMethod>"
            + "<AllowedOrigin>https://*.example.com</AllowedOrigin>"
            + "<AllowedHeader>x-amz-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader>"
            + "<MaxAgeSeconds>60</MaxAgeSeconds></CORSRule></CORSConfiguration>";
    String[] ask = {
      "Origin",
      "https://a.example.com",
      "Access-Control-Request-Method",
      "PUT",
      "Access-Control-Request-Headers",
      "X-Amz-Date"
    };
    assertThat(send("OPTIONS", "lake/k", "", ask).statusCode()).isEqualTo(403);
    send("PUT", "lake?cors", document);
    HttpResponse<String> allowed = send("OPTIONS", "lake/k", "", ask);
    assertThat(allowed.statusCode()).isEqualTo(200);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("https://a.example.com");
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers")).contains("x-amz-date");
    assertThat(allowed.headers().firstValue("Access-Control-Max-Age")).contains("60");
    ask[1] = "https://example.org";
    assertThat(send("OPTIONS", "lake/k", "", ask).body()).contains("<Code>AccessForbidden");
    assertThat(send("OPTIONS", "lake/k", "").statusCode()).isEqualTo(400);
    HttpResponse<String> put = send("PUT", "lake/k", "x", "Origin", "https://b.example.com");
    assertThat(put.headers().firstValue("Access-Control-Expose-Headers")).contains("ETag");
    HttpResponse<String> foreign = send("PUT", "lake/k", "x", "Origin", "https://b.example.org");
    assertThat(foreign.statusCode()).isEqualTo(200);
    assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + "/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
