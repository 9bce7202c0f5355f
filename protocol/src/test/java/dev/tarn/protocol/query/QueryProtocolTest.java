package dev.tarn.protocol.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tarn.protocol.AwsErrors;
import dev.tarn.protocol.OperationModel;
import dev.tarn.protocol.ServiceModel;
import dev.tarn.protocol.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;
import software.amazon.awssdk.services.sts.model.RegionDisabledException;
import software.amazon.awssdk.services.sts.model.Tag;

class QueryProtocolTest {
  private static final ServiceModel STS = ServiceModel.of(StsClient.class, "Sts", "2011-06-15");

  private static OperationModel operation(String name) {
    return STS.operation(name).orElseThrow();
  }

  private static String body(WireResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static AssumeRoleRequest assumeRole(String form) {
    return (AssumeRoleRequest)
        QueryCodec.decode(STS, operation("AssumeRole"), QueryForm.parse(form));
  }

  @Test
  void readsActionAndVersion() {
    QueryForm form = QueryForm.parse("Action=GetCallerIdentity&Version=2011-06-15&&x");
    assertThat(form.action()).isEqualTo("GetCallerIdentity");
    assertThat(form.version()).isEqualTo("2011-06-15");
    assertThat(QueryForm.parse("").action()).isEmpty();
  }

  @Test
  void readsListsOfStructures() {
    AssumeRoleRequest request =
        assumeRole(
            "RoleArn=arn%3Aaws&RoleSessionName=a+b&DurationSeconds=900"
                + "&Tags.member.1.Key=k1&Tags.member.1.Value=v1&Tags.member.2.Key=k2"
                + "&Tags.member.4.Key=skipped&TransitiveTagKeys.member.1=t&PolicyArns="
                + "&Unknown.member.1=x");
    assertThat(request)
        .isEqualTo(
            AssumeRoleRequest.builder()
                .roleArn("arn:aws")
                .roleSessionName("a b")
                .durationSeconds(900)
                .tags(Tag.builder().key("k1").value("v1").build(), Tag.builder().key("k2").build())
                .transitiveTagKeys("t")
                .policyArns(List.of())
                .build());
    assertThat(request.hasPolicyArns()).isTrue();
    assertThat(request.hasProvidedContexts()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"DurationSeconds=x", "DurationSeconds=1.5", "DurationSeconds="})
  void refusesWhatIsNoNumber(String form) {
    AwsServiceException refused =
        catchThrowableOfType(AwsServiceException.class, () -> assumeRole(form));
    assertThat(AwsErrors.code(refused)).isEqualTo("MalformedInput");
    assertThat(refused.statusCode()).isEqualTo(400);
  }

  @Test
  void refusesABadEscape() {
    AwsServiceException refused =
        catchThrowableOfType(AwsServiceException.class, () -> QueryForm.parse("a=%zz"));
    assertThat(AwsErrors.code(refused)).isEqualTo("MalformedQueryString");
  }

  @Test
  void writesAResult() {
    WireResponse response =
        QueryCodec.encode(
            STS,
            operation("GetCallerIdentity"),
            GetCallerIdentityResponse.builder().account("1").arn("a<b>&").build(),
            "id");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.contentType()).isEqualTo("text/xml");
    assertThat(response.headers()).isEqualTo(Map.of("x-amzn-RequestId", "id"));
    assertThat(body(response))
        .isEqualTo(
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<GetCallerIdentityResult><Account>1</Account><Arn>a&lt;b&gt;&amp;</Arn>"
                + "</GetCallerIdentityResult>"
                + "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>"
                + "</GetCallerIdentityResponse>");
  }

  @Test
  void writesTimestampsAsIso8601() {
    assertThat(
            body(
                QueryCodec.encode(
                    STS,
                    operation("GetSessionToken"),
                    GetSessionTokenResponse.builder()
                        .credentials(credentials ->
                            credentials.expiration(Instant.ofEpochSecond(1_791_609_504)))
                        .build(),
                    "id")))
        .contains("<Expiration>2026-10-10T05:18:24Z</Expiration>");
  }

  @Test
  void textThatXmlCannotHoldIsReplaced() {
    String arn = "a\r\n\t\u0001\uFFFE\uD800\uD83D\uDE00";
    assertThat(
            body(
                QueryCodec.encode(
                    STS,
                    operation("GetCallerIdentity"),
                    GetCallerIdentityResponse.builder().arn(arn).build(),
                    "id")))
        .contains("<Arn>a&#13;\n\t\uFFFD\uFFFD\uFFFD\uD83D\uDE00</Arn>");
  }

  @Test
  void aPathDeeperThanTheModelIsIgnored() {
    String path = "Tags.member.1.".repeat(100_000);
    assertThat(assumeRole(path + "Key=x").tags()).hasSize(1);
  }

  @Test
  void writesErrors() {
    WireResponse response =
        QueryErrors.encode(
            RegionDisabledException.builder().message("Off.").statusCode(403).build(), STS, "id");
    assertThat(response.status()).isEqualTo(403);
    assertThat(body(response))
        .isEqualTo(
            "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
                + "<Error><Type>Sender</Type><Code>RegionDisabledException</Code>"
                + "<Message>Off.</Message></Error><RequestId>id</RequestId></ErrorResponse>");
    assertThat(body(QueryErrors.encode(AwsErrors.internal(STS), STS, "id")))
        .contains("<Type>Receiver</Type><Code>InternalFailure</Code>");
    assertThat(
            AwsErrors.message(QueryErrors.invalidAction(QueryForm.parse("Action=Nope&Version=1"))))
        .isEqualTo("Could not find operation Nope for version 1");
  }

  @Test
  void ec2HasItsOwnForm() {
    ServiceModel ec2 = ServiceModel.of(Ec2Client.class, "Ec2", "2016-11-15");
    OperationModel describe = ec2.operation("DescribeVpcs").orElseThrow();
    assertThat(
            QueryCodec.decode(
                ec2,
                describe,
                QueryForm.parse(
                    "VpcId.1=vpc-1&VpcId.2=vpc-2&Filter.1.Name=isDefault&Filter.1.Value.1=true")))
        .isEqualTo(
            DescribeVpcsRequest.builder()
                .vpcIds("vpc-1", "vpc-2")
                .filters(Filter.builder().name("isDefault").values("true").build())
                .build());
    assertThat(
            body(
                QueryCodec.encode(
                    ec2,
                    describe,
                    DescribeVpcsResponse.builder()
                        .vpcs(Vpc.builder().vpcId("vpc-1").build())
                        .build(),
                    "id")))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<DescribeVpcsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                + "<requestId>id</requestId><vpcSet><item><vpcId>vpc-1</vpcId></item></vpcSet>"
                + "</DescribeVpcsResponse>");
    assertThat(
            body(QueryErrors.encode(AwsErrors.of("InvalidVpcID.NotFound", "No.", 400), ec2, "id")))
        .isEqualTo(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                + "<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code>"
                + "<Message>No.</Message></Error></Errors><RequestID>id</RequestID></Response>");
  }
}
