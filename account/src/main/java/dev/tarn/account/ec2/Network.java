package dev.tarn.account.ec2;

import dev.tarn.protocol.AwsAccount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcState;

/**
 * The default VPC as every account has it in every region: see
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html. Ids follow from
 * account and region, so that they are the same after every start.
 */
final class Network {
  private static final String CIDR = "172.31.0.0/16";
  private static final String ANYWHERE = "0.0.0.0/0";
  private static final String ALL_PROTOCOLS = "-1";
  private static final List<String> ZONES = List.of("a", "b", "c");
  private static final int SUBNET_STEP = 16;

  /** Of a /20 without the five that AWS keeps. */
  private static final int FREE_ADDRESSES = 4091;

  private final AwsAccount account;
  private final ResourceTags tags;

  Network(AwsAccount account, ResourceTags tags) {
    this.account = account;
    this.tags = tags;
  }

  Vpc vpc() {
    String id = id("vpc");
    return Vpc.builder()
        .vpcId(id)
        .ownerId(account.accountId())
        .cidrBlock(CIDR)
        .cidrBlockAssociationSet(
            VpcCidrBlockAssociation.builder()
                .associationId(id("vpc-cidr-assoc"))
                .cidrBlock(CIDR)
                .cidrBlockState(state -> state.state(VpcCidrBlockStateCode.ASSOCIATED))
                .build())
        .dhcpOptionsId(id("dopt"))
        .instanceTenancy(Tenancy.DEFAULT)
        .isDefault(true)
        .state(VpcState.AVAILABLE)
        .tags(tags.of(id))
        .build();
  }

  List<AvailabilityZone> zones() {
    List<AvailabilityZone> zones = new ArrayList<>();
    for (int i = 0; i < ZONES.size(); i++) {
      zones.add(
          AvailabilityZone.builder()
              .zoneName(account.region() + ZONES.get(i))
              .zoneId(account.region() + "-az" + (i + 1))
              .zoneType("availability-zone")
              .regionName(account.region())
              .groupName(account.region())
              .networkBorderGroup(account.region())
              .optInStatus("opt-in-not-required")
              .state("available")
              .build());
    }
    return zones;
  }

  List<Subnet> subnets() {
    List<Subnet> subnets = new ArrayList<>();
    List<AvailabilityZone> zones = zones();
    for (int i = 0; i < zones.size(); i++) {
      AvailabilityZone zone = zones.get(i);
      String id = id("subnet", zone.zoneName());
      subnets.add(
          Subnet.builder()
              .subnetId(id)
              .subnetArn(account.arn("ec2", "subnet/" + id))
              .vpcId(id("vpc"))
              .ownerId(account.accountId())
              .availabilityZone(zone.zoneName())
              .availabilityZoneId(zone.zoneId())
              .cidrBlock("172.31." + i * SUBNET_STEP + ".0/20")
              .availableIpAddressCount(FREE_ADDRESSES)
              .defaultForAz(true)
              .mapPublicIpOnLaunch(true)
              .assignIpv6AddressOnCreation(false)
              .mapCustomerOwnedIpOnLaunch(false)
              .enableDns64(false)
              .ipv6Native(false)
              .privateDnsNameOptionsOnLaunch(options ->
                  options
                      .hostnameType("ip-name")
                      .enableResourceNameDnsARecord(false)
                      .enableResourceNameDnsAAAARecord(false))
              .state(SubnetState.AVAILABLE)
              .tags(tags.of(id))
              .build());
    }
    return subnets;
  }

  SecurityGroup securityGroup() {
    String id = id("sg");
    return SecurityGroup.builder()
        .groupId(id)
        .groupName("default")
        .description("default VPC security group")
        .vpcId(id("vpc"))
        .ownerId(account.accountId())
        .securityGroupArn(account.arn("ec2", "security-group/" + id))
        .ipPermissions(
            IpPermission.builder()
                .ipProtocol(ALL_PROTOCOLS)
                .userIdGroupPairs(
                    UserIdGroupPair.builder().groupId(id).userId(account.accountId()).build())
                .build())
        .ipPermissionsEgress(
            IpPermission.builder()
                .ipProtocol(ALL_PROTOCOLS)
                .ipRanges(IpRange.builder().cidrIp(ANYWHERE).build())
                .build())
        .tags(tags.of(id))
        .build();
  }

  /** The main route table, with a route to every gateway endpoint that is associated with it. */
  RouteTable routeTable(List<VpcEndpoint> endpoints) {
    String id = id("rtb");
    List<Route> routes = new ArrayList<>();
    routes.add(route("local", RouteOrigin.CREATE_ROUTE_TABLE).destinationCidrBlock(CIDR).build());
    routes.add(route(id("igw"), RouteOrigin.CREATE_ROUTE).destinationCidrBlock(ANYWHERE).build());
    for (VpcEndpoint endpoint : endpoints) {
      if (endpoint.routeTableIds().contains(id)) {
        routes.add(
            route(endpoint.vpcEndpointId(), RouteOrigin.CREATE_ROUTE)
                .destinationPrefixListId(EndpointServices.prefixListId(endpoint.serviceName()))
                .build());
      }
    }
    return RouteTable.builder()
        .routeTableId(id)
        .vpcId(id("vpc"))
        .ownerId(account.accountId())
        .associations(
            RouteTableAssociation.builder()
                .main(true)
                .routeTableAssociationId(id("rtbassoc"))
                .routeTableId(id)
                .associationState(state -> state.state("associated"))
                .build())
        .routes(routes)
        .tags(tags.of(id))
        .build();
  }

  private static Route.Builder route(String gateway, RouteOrigin origin) {
    return Route.builder().gatewayId(gateway).origin(origin).state(RouteState.ACTIVE);
  }

  /** The id of the only resource of its kind, such as {@code vpc-0…}. */
  String id(String kind) {
    return id(kind, "");
  }

  private String id(String kind, String which) {
    return kind + "-0" + digits(account.accountId() + account.region() + kind + which);
  }

  /** 16 hexadecimal digits that follow from a text. */
  static String digits(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "")
        .substring(0, 16);
  }
}
