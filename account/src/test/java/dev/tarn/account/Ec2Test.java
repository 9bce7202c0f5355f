package dev.tarn.account;

import static dev.tarn.account.AccountFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

class Ec2Test {
  private static final String S3 = "com.amazonaws.us-east-1.s3";

  @TempDir Path directory;
  private AccountFixture account;
  private Ec2Calls ec2;
  private Vpc vpc;

  @BeforeEach
  void open() {
    account = new AccountFixture(directory);
    ec2 = account.ec2();
    vpc = ec2.describeVpcs(r -> {}).vpcs().getFirst();
  }

  private void reopen() {
    account.reopen();
    ec2 = account.ec2();
  }

  private static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }

  private RouteTable routeTable() {
    return ec2.describeRouteTables(r -> r.filters(filter("vpc-id", vpc.vpcId())))
        .routeTables()
        .getFirst();
  }

  private VpcEndpoint createEndpoint() {
    String table = routeTable().routeTableId();
    return ec2.createVpcEndpoint(r ->
            r.vpcId(vpc.vpcId())
                .serviceName(S3)
                .routeTableIds(table)
                .tagSpecifications(
                    TagSpecification.builder()
                        .resourceType("vpc-endpoint")
                        .tags(Tag.builder().key("Name").value("to s3").build())
                        .build()))
        .vpcEndpoint();
  }

  @Test
  void thereIsOneDefaultVpcWithTheSameIdsAfterARestart() {
    List<Subnet> subnets = ec2.describeSubnets(r -> {}).subnets();
    reopen();
    assertThat(ec2.describeVpcs(r -> r.filters(filter("isDefault", "true"))).vpcs())
        .containsExactly(vpc);
    assertThat(ec2.describeVpcs(r -> r.filters(filter("isDefault", "false"))).vpcs()).isEmpty();
    assertThat(vpc.vpcId()).matches("vpc-0[0-9a-f]{16}");
    assertThat(ec2.describeSubnets(r -> r.filters(filter("vpc-id", vpc.vpcId()))).subnets())
        .isEqualTo(subnets)
        .extracting(Subnet::availabilityZone)
        .containsExactlyInAnyOrder("us-east-1a", "us-east-1b", "us-east-1c");
    assertThat(ec2.describeSubnets(r -> r.filters(filter("availability-zone", "*1b"))).subnets())
        .hasSize(1);
    assertThat(ec2.describeSecurityGroups(r -> r.groupNames("default")).securityGroups())
        .hasSize(1);
    assertThat(ec2.describeAvailabilityZones(r -> {}).availabilityZones()).hasSize(3);
  }

  @Test
  void listingsArePaged() {
    var first = ec2.describeSubnets(r -> r.maxResults(2));
    var second = ec2.describeSubnets(r -> r.maxResults(2).nextToken(first.nextToken()));
    assertThat(first.subnets()).hasSize(2);
    assertThat(second.subnets()).hasSize(1).doesNotContainAnyElementsOf(first.subnets());
    assertThat(second.nextToken()).isNull();
  }

  @Test
  void whatIsNotThereIsNamed() {
    refused(
        400,
        "InvalidVpcID.NotFound",
        "The vpc ID 'vpc-1' does not exist",
        () -> ec2.describeVpcs(r -> r.vpcIds("vpc-1")));
    refused(
        400,
        "InvalidParameterValue",
        "The filter 'color' is invalid",
        () -> ec2.describeVpcs(r -> r.filters(filter("color", "red"))));
    refused(400, "NotImplementedException", () -> ec2.describeInstances(r -> {}));
  }

  @Test
  void anEndpointIsKeptAndRoutedTo() {
    VpcEndpoint created = createEndpoint();
    reopen();

    assertThat(created.vpcEndpointId()).matches("vpce-0[0-9a-f]{16}");
    assertThat(created.stateAsString()).isEqualTo("available");
    assertThat(ec2.describeVpcEndpoints(r -> r.filters(filter("tag:Name", "to *"))).vpcEndpoints())
        .containsExactly(created);
    assertThat(routeTable().routes())
        .extracting(Route::gatewayId)
        .contains("local", created.vpcEndpointId());
    assertThat(
            ec2.describePrefixLists(r -> r.filters(filter("prefix-list-name", S3))).prefixLists())
        .singleElement()
        .satisfies(list ->
            assertThat(routeTable().routes())
                .extracting(Route::destinationPrefixListId)
                .contains(list.prefixListId()));
    refused(400, "RouteAlreadyExists", this::createEndpoint);

    ec2.modifyVpcEndpoint(
        r -> r.vpcEndpointId(created.vpcEndpointId()).removeRouteTableIds(created.routeTableIds()));
    assertThat(routeTable().routes())
        .extracting(Route::gatewayId)
        .doesNotContain(created.vpcEndpointId());
    ec2.createTags(
        r -> r.resources(created.vpcEndpointId()).tags(Tag.builder().key("a").value("b").build()));
    ec2.deleteTags(
        r -> r.resources(created.vpcEndpointId()).tags(Tag.builder().key("Name").build()));
    reopen();
    assertThat(ec2.describeVpcEndpoints(r -> {}).vpcEndpoints().getFirst().tags())
        .containsExactly(Tag.builder().key("a").value("b").build());
  }

  @Test
  void endpointsAreDeletedOneByOne() {
    VpcEndpoint created = createEndpoint();
    var unsuccessful =
        ec2.deleteVpcEndpoints(r -> r.vpcEndpointIds(created.vpcEndpointId(), "vpce-1"))
            .unsuccessful();
    assertThat(unsuccessful)
        .singleElement()
        .satisfies(item -> {
          assertThat(item.resourceId()).isEqualTo("vpce-1");
          assertThat(item.error().code()).isEqualTo("InvalidVpcEndpointId.NotFound");
        });
    reopen();
    assertThat(ec2.describeVpcEndpoints(r -> {}).vpcEndpoints()).isEmpty();
    createEndpoint();
  }

  @Test
  void badEndpointsAreRefused() {
    refused(
        400,
        "InvalidServiceName",
        "The Vpc Endpoint Service 'com.amazonaws.us-east-1.nothing' does not exist",
        () ->
            ec2.createVpcEndpoint(
                r -> r.vpcId(vpc.vpcId()).serviceName("com.amazonaws.us-east-1.nothing")));
    refused(
        400,
        "InvalidVpcId.NotFound",
        () -> ec2.createVpcEndpoint(r -> r.vpcId("vpc-1").serviceName(S3)));
    refused(400, "MissingParameter", () -> ec2.createVpcEndpoint(r -> r.serviceName(S3)));
    refused(
        412,
        "DryRunOperation",
        () -> ec2.createVpcEndpoint(r -> r.vpcId(vpc.vpcId()).serviceName(S3).dryRun(true)));
    assertThat(ec2.describeVpcEndpoints(r -> {}).vpcEndpoints()).isEmpty();
  }
}
