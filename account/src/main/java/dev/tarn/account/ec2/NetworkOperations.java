package dev.tarn.account.ec2;

import dev.tarn.account.request.Page;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/** Reading the default VPC and what is in it. */
final class NetworkOperations {
  private static final int MOST = 1000;

  private static final Filters<Vpc> VPCS =
      new Filters<>(Vpc::tags)
          .add("vpc-id", Vpc::vpcId)
          .add("cidr", Vpc::cidrBlock)
          .add("cidr-block-association.cidr-block", Vpc::cidrBlock)
          .add("dhcp-options-id", Vpc::dhcpOptionsId)
          .add("is-default", Vpc::isDefault)
          .add("isDefault", Vpc::isDefault)
          .add("owner-id", Vpc::ownerId)
          .add("state", Vpc::stateAsString);

  private static final Filters<Subnet> SUBNETS =
      new Filters<>(Subnet::tags)
          .add("subnet-id", Subnet::subnetId)
          .add("vpc-id", Subnet::vpcId)
          .add("availability-zone", Subnet::availabilityZone)
          .add("availabilityZone", Subnet::availabilityZone)
          .add("availability-zone-id", Subnet::availabilityZoneId)
          .add("cidr-block", Subnet::cidrBlock)
          .add("cidrBlock", Subnet::cidrBlock)
          .add("default-for-az", Subnet::defaultForAz)
          .add("defaultForAz", Subnet::defaultForAz)
          .add("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
          .add("owner-id", Subnet::ownerId)
          .add("state", Subnet::stateAsString);

  private static final Filters<SecurityGroup> SECURITY_GROUPS =
      new Filters<>(SecurityGroup::tags)
          .add("group-id", SecurityGroup::groupId)
          .add("group-name", SecurityGroup::groupName)
          .add("description", SecurityGroup::description)
          .add("owner-id", SecurityGroup::ownerId)
          .add("vpc-id", SecurityGroup::vpcId);

  private static final Filters<RouteTable> ROUTE_TABLES =
      new Filters<>(RouteTable::tags)
          .add("route-table-id", RouteTable::routeTableId)
          .add("vpc-id", RouteTable::vpcId)
          .add("owner-id", RouteTable::ownerId)
          .addAll(
              "association.main",
              table ->
                  table.associations().stream()
                      .map(RouteTableAssociation::main)
                      .map(String::valueOf))
          .addAll(
              "association.route-table-association-id",
              table ->
                  table.associations().stream().map(RouteTableAssociation::routeTableAssociationId))
          // No subnet is associated with the main table explicitly.
          .addAll("association.subnet-id", table -> Stream.empty());

  private static final Filters<AvailabilityZone> ZONES =
      new Filters<AvailabilityZone>(zone -> List.of())
          .add("zone-name", AvailabilityZone::zoneName)
          .add("zone-id", AvailabilityZone::zoneId)
          .add("zone-type", AvailabilityZone::zoneType)
          .add("region-name", AvailabilityZone::regionName)
          .add("group-name", AvailabilityZone::groupName)
          .add("opt-in-status", AvailabilityZone::optInStatusAsString)
          .add("state", AvailabilityZone::stateAsString);

  private final Network network;
  private final Supplier<List<VpcEndpoint>> endpoints;

  NetworkOperations(Network network, Supplier<List<VpcEndpoint>> endpoints) {
    this.network = network;
    this.endpoints = endpoints;
  }

  DescribeVpcsResponse vpcs(DescribeVpcsRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    List<Vpc> found =
        withIds(List.of(network.vpc()), Vpc::vpcId, request.vpcIds(), "InvalidVpcID", "vpc ID");
    Page<Vpc> page =
        page(
            VPCS.apply(found, request.filters()),
            Vpc::vpcId,
            request.nextToken(),
            request.maxResults());
    return DescribeVpcsResponse.builder().vpcs(page.items()).nextToken(page.nextToken()).build();
  }

  DescribeVpcAttributeResponse vpcAttribute(DescribeVpcAttributeRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    if (request.vpcId() == null) {
      throw Ec2Errors.missing("vpcId");
    }
    withIds(List.of(network.vpc()), Vpc::vpcId, List.of(request.vpcId()), "InvalidVpcID", "vpc ID");
    if (request.attribute() == null) {
      throw Ec2Errors.missing("attribute");
    }
    DescribeVpcAttributeResponse.Builder answer =
        DescribeVpcAttributeResponse.builder().vpcId(request.vpcId());
    return switch (request.attribute()) {
      case ENABLE_DNS_SUPPORT -> answer.enableDnsSupport(value -> value.value(true)).build();
      case ENABLE_DNS_HOSTNAMES -> answer.enableDnsHostnames(value -> value.value(true)).build();
      case ENABLE_NETWORK_ADDRESS_USAGE_METRICS ->
          answer.enableNetworkAddressUsageMetrics(value -> value.value(false)).build();
      case UNKNOWN_TO_SDK_VERSION ->
          throw Ec2Errors.of(
              "InvalidParameterValue",
              "Value (" + request.attributeAsString() + ") for parameter attribute is invalid.");
    };
  }

  DescribeSubnetsResponse subnets(DescribeSubnetsRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    List<Subnet> found =
        withIds(
            network.subnets(),
            Subnet::subnetId,
            request.subnetIds(),
            "InvalidSubnetID",
            "subnet ID");
    Page<Subnet> page =
        page(
            SUBNETS.apply(found, request.filters()),
            Subnet::subnetId,
            request.nextToken(),
            request.maxResults());
    return DescribeSubnetsResponse.builder()
        .subnets(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  DescribeSecurityGroupsResponse securityGroups(DescribeSecurityGroupsRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    List<SecurityGroup> byId =
        withIds(
            List.of(network.securityGroup()),
            SecurityGroup::groupId,
            request.groupIds(),
            "InvalidGroup",
            "security group");
    List<SecurityGroup> found =
        withIds(
            byId, SecurityGroup::groupName, request.groupNames(), "InvalidGroup", "security group");
    Page<SecurityGroup> page =
        page(
            SECURITY_GROUPS.apply(found, request.filters()),
            SecurityGroup::groupId,
            request.nextToken(),
            request.maxResults());
    return DescribeSecurityGroupsResponse.builder()
        .securityGroups(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  DescribeRouteTablesResponse routeTables(DescribeRouteTablesRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    List<RouteTable> found =
        withIds(
            List.of(network.routeTable(endpoints.get())),
            RouteTable::routeTableId,
            request.routeTableIds(),
            "InvalidRouteTableID",
            "routeTable ID");
    Page<RouteTable> page =
        page(
            ROUTE_TABLES.apply(found, request.filters()),
            RouteTable::routeTableId,
            request.nextToken(),
            request.maxResults());
    return DescribeRouteTablesResponse.builder()
        .routeTables(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  /** There are none: nothing runs in the network. */
  DescribeNetworkInterfacesResponse interfaces(DescribeNetworkInterfacesRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    withIds(
        List.<String>of(),
        Function.identity(),
        request.networkInterfaceIds(),
        "InvalidNetworkInterfaceID",
        "networkInterface ID");
    return DescribeNetworkInterfacesResponse.builder().networkInterfaces(List.of()).build();
  }

  DescribeAvailabilityZonesResponse zones(DescribeAvailabilityZonesRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    List<AvailabilityZone> byName =
        withIds(
            network.zones(),
            AvailabilityZone::zoneName,
            request.zoneNames(),
            "InvalidParameterValue",
            "availability zone");
    List<AvailabilityZone> found =
        withIds(
            byName,
            AvailabilityZone::zoneId,
            request.zoneIds(),
            "InvalidParameterValue",
            "availability zone");
    return DescribeAvailabilityZonesResponse.builder()
        .availabilityZones(ZONES.apply(found, request.filters()))
        .build();
  }

  /** With AWS's default quotas. */
  DescribeAccountAttributesResponse accountAttributes(DescribeAccountAttributesRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    List<AccountAttribute> all =
        List.of(
            attribute("supported-platforms", "VPC"),
            attribute("default-vpc", network.vpc().vpcId()),
            attribute("vpc-max-security-groups-per-interface", "5"),
            attribute("max-elastic-ips", "5"),
            attribute("vpc-max-elastic-ips", "5"),
            attribute("max-instances", "20"));
    List<String> wanted = request.attributeNamesAsStrings();
    return DescribeAccountAttributesResponse.builder()
        .accountAttributes(
            all.stream()
                .filter(known -> wanted.isEmpty() || wanted.contains(known.attributeName()))
                .toList())
        .build();
  }

  private static AccountAttribute attribute(String name, String value) {
    return AccountAttribute.builder()
        .attributeName(name)
        .attributeValues(AccountAttributeValue.builder().attributeValue(value).build())
        .build();
  }

  /** Those that were asked for by id, all when none was; one that is not there is an error. */
  static <T> List<T> withIds(
      List<T> all, Function<T, String> id, List<String> wanted, String code, String word) {
    for (String requested : wanted) {
      if (all.stream().noneMatch(resource -> id.apply(resource).equals(requested))) {
        throw Ec2Errors.of(
            code.equals("InvalidParameterValue") ? code : code + ".NotFound",
            "The " + word + " '" + requested + "' does not exist");
      }
    }
    return wanted.isEmpty()
        ? all
        : all.stream().filter(resource -> wanted.contains(id.apply(resource))).toList();
  }

  /** A page of resources in the order of their ids. */
  static <T> Page<T> page(
      List<T> found, Function<T, String> id, @Nullable String token, @Nullable Integer maxResults) {
    TreeMap<String, T> sorted = new TreeMap<>();
    found.forEach(resource -> sorted.put(id.apply(resource), resource));
    int size = Objects.requireNonNullElse(maxResults, MOST);
    if (size < 1 || size > MOST) {
      throw Ec2Errors.of(
          "InvalidParameterValue", "Value ( " + size + " ) for parameter maxResults is invalid.");
    }
    return Page.of(
        sorted,
        resource -> true,
        new Page.Cut(
            "ec2", token == null || token.isEmpty() ? null : token, size, Ec2Errors::invalidToken));
  }
}
