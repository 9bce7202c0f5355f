package dev.tarn.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The account's services in the built distribution, and after the process was killed. */
final class AccountServicesWireTest {
  private static final String ROLE = "arn:aws:iam::000000000000:role/loader";
  private static final String GROUP = "/aws-glue/jobs/output";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
          + "\"Principal\":{\"Service\":\"glue.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

  @TempDir Path data;

  @Test
  void whatWasMadeIsThereAfterAKill() throws InterruptedException {
    Credentials session;
    SdkBytes sealed;
    VpcEndpoint endpoint;
    try (TarnProcess tarn = TarnProcess.start(data);
        Clients clients = Clients.of(tarn.endpoint())) {
      clients.iam.createRole(r -> r.roleName("loader").assumeRolePolicyDocument(TRUST));
      session = clients.sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("job")).credentials();
      String key = clients.kms.createKey().keyMetadata().keyId();
      clients.kms.createAlias(r -> r.aliasName("alias/lake").targetKeyId(key));
      sealed =
          clients
              .kms
              .encrypt(r -> r.keyId("alias/lake").plaintext(SdkBytes.fromUtf8String("the secret")))
              .ciphertextBlob();
      clients.logs.createLogGroup(r -> r.logGroupName(GROUP));
      clients.logs.createLogStream(r -> r.logGroupName(GROUP).logStreamName("job"));
      clients.logs.putLogEvents(r ->
          r.logGroupName(GROUP)
              .logStreamName("job")
              .logEvents(
                  InputLogEvent.builder()
                      .timestamp(System.currentTimeMillis())
                      .message("begun")
                      .build()));
      endpoint = createEndpoint(clients.ec2);
      tarn.kill();
    }
    try (TarnProcess tarn = TarnProcess.start(data);
        Clients clients = Clients.of(tarn.endpoint())) {
      assertThat(clients.iam.getRole(r -> r.roleName("loader")).role().arn()).isEqualTo(ROLE);
      try (StsClient assumed = assumed(tarn.endpoint(), clients.http, session)) {
        assertThat(assumed.getCallerIdentity().arn())
            .isEqualTo("arn:aws:sts::000000000000:assumed-role/loader/job");
      }
      assertThat(clients.kms.decrypt(r -> r.ciphertextBlob(sealed)).plaintext().asUtf8String())
          .isEqualTo("the secret");
      assertThat(
              clients.logs.getLogEvents(r -> r.logGroupName(GROUP).logStreamName("job")).events())
          .extracting(OutputLogEvent::message)
          .containsExactly("begun");
      assertThat(clients.ec2.describeVpcEndpoints().vpcEndpoints()).containsExactly(endpoint);
      theSubsetOfEc2IsWhole(clients.ec2);
      errorsHaveTheirOwnForms(tarn.endpoint());
      unsignedCallsAreToldByTheirVersion(tarn.endpoint(), clients.http);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static VpcEndpoint createEndpoint(Ec2Client ec2) {
    Vpc vpc =
        ec2.describeVpcs(r -> r.filters(Filter.builder().name("isDefault").values("true").build()))
            .vpcs()
            .getFirst();
    String table = ec2.describeRouteTables().routeTables().getFirst().routeTableId();
    return ec2.createVpcEndpoint(r ->
            r.vpcId(vpc.vpcId()).serviceName("com.amazonaws.us-east-1.s3").routeTableIds(table))
        .vpcEndpoint();
  }

  /** The distribution has only those classes of EC2's client that these calls need. */
  private static void theSubsetOfEc2IsWhole(Ec2Client ec2) {
    String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
    assertThat(
            ec2.describeVpcAttribute(r -> r.vpcId(vpc).attribute("enableDnsSupport"))
                .enableDnsSupport()
                .value())
        .isTrue();
    assertThat(ec2.describeSubnets().subnets()).hasSize(3);
    assertThat(ec2.describeSecurityGroups().securityGroups()).hasSize(1);
    assertThat(ec2.describeAvailabilityZones().availabilityZones()).hasSize(3);
    assertThat(ec2.describeAccountAttributes().accountAttributes()).isNotEmpty();
    assertThat(ec2.describeNetworkInterfaces().networkInterfaces()).isEmpty();
    assertThat(ec2.describePrefixLists().prefixLists()).hasSize(2);
    String endpoint = ec2.describeVpcEndpoints().vpcEndpoints().getFirst().vpcEndpointId();
    Tag tag = Tag.builder().key("a").value("b").build();
    ec2.createTags(r -> r.resources(endpoint).tags(tag));
    ec2.deleteTags(r -> r.resources(endpoint).tags(tag));
    ec2.modifyVpcEndpoint(r -> r.vpcEndpointId(endpoint).resetPolicy(true));
    assertThat(ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(endpoint)).unsuccessful()).isEmpty();
  }

  private static void errorsHaveTheirOwnForms(URI endpoint) throws IOException {
    RawHttp http = new RawHttp(endpoint);
    assertThat(query(http, "Action=DescribeVpcs&Version=2016-11-15&VpcId.1=vpc-1"))
        .startsWith("HTTP/1.1 400")
        .contains("<Response><Errors><Error><Code>InvalidVpcID.NotFound</Code>")
        .contains("</Error></Errors><RequestID>");
    assertThat(query(http, "Action=DescribeInstances&Version=2016-11-15"))
        .contains("<Message>Ec2 DescribeInstances is not implemented by this server.</Message>");
    assertThat(query(http, "Action=GetRole&Version=2010-05-08&RoleName=nobody"))
        .startsWith("HTTP/1.1 404")
        .contains("<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">")
        .contains("<Type>Sender</Type><Code>NoSuchEntity</Code>");
    assertThat(http.json("TrentService.DescribeKey", "{\"KeyId\":\"alias/none\"}").text())
        .startsWith("HTTP/1.1 400")
        .contains("{\"__type\":\"NotFoundException\",\"message\":\"Alias ");
  }

  private static String query(RawHttp http, String form) throws IOException {
    return http.send("POST", "/", "", "application/x-www-form-urlencoded", form).text();
  }

  private static void unsignedCallsAreToldByTheirVersion(URI endpoint, SdkHttpClient http) {
    String claims = "eyJpc3MiOiJodHRwczovL2lkIiwic3ViIjoiam9iIiwiYXVkIjoibGFrZSJ9";
    try (StsClient sts =
        AwsClients.at(endpoint, StsClient.builder())
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(http)
            .build()) {
      assertThat(
              sts.assumeRoleWithWebIdentity(r ->
                      r.roleArn(ROLE)
                          .roleSessionName("web")
                          .webIdentityToken("e30." + claims + ".x"))
                  .subjectFromWebIdentityToken())
          .isEqualTo("job");
    }
  }

  private static StsClient assumed(URI endpoint, SdkHttpClient http, Credentials session) {
    return AwsClients.at(endpoint, StsClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
        .httpClient(http)
        .build();
  }

  private record Clients(
      SdkHttpClient http,
      StsClient sts,
      IamClient iam,
      KmsClient kms,
      CloudWatchLogsClient logs,
      Ec2Client ec2)
      implements AutoCloseable {
    static Clients of(URI endpoint) {
      SdkHttpClient http = UrlConnectionHttpClient.create();
      return new Clients(
          http,
          AwsClients.at(endpoint, StsClient.builder()).httpClient(http).build(),
          AwsClients.at(endpoint, IamClient.builder()).httpClient(http).build(),
          AwsClients.at(endpoint, KmsClient.builder()).httpClient(http).build(),
          AwsClients.at(endpoint, CloudWatchLogsClient.builder()).httpClient(http).build(),
          AwsClients.at(endpoint, Ec2Client.builder()).httpClient(http).build());
    }

    @Override
    public void close() {
      http.close();
    }
  }
}
