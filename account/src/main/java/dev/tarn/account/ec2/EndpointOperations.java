package dev.tarn.account.ec2;

import dev.tarn.account.request.Page;
import dev.tarn.account.request.UniqueIds;
import dev.tarn.protocol.AwsAccount;
import dev.tarn.protocol.AwsErrors;
import dev.tarn.storage.entity.EntityFiles;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePrefixListsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DnsOptions;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.PrefixList;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** VPC endpoints. */
final class EndpointOperations {
  /** Lets everybody do everything, as AWS's default does. */
  private static final String DEFAULT_POLICY =
      "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
          + "\"Action\":\"*\",\"Resource\":\"*\"}]}";

  private final Filters<VpcEndpoint> filters;
  private final EntityFiles<VpcEndpoint> files;
  private final Network network;
  private final EndpointServices services;
  private final ResourceTags tags;
  private final AwsAccount account;
  private final UniqueIds ids;
  private final Clock clock;

  EndpointOperations(
      EntityFiles<VpcEndpoint> files,
      Network network,
      ResourceTags tags,
      AwsAccount account,
      UniqueIds ids,
      Clock clock) {
    this.files = files;
    this.network = network;
    this.services = new EndpointServices(account);
    this.tags = tags;
    this.account = account;
    this.ids = ids;
    this.clock = clock;
    this.filters =
        new Filters<VpcEndpoint>(endpoint -> tags.of(endpoint.vpcEndpointId()))
            .add("service-name", VpcEndpoint::serviceName)
            .add("service-region", VpcEndpoint::serviceRegion)
            .add("vpc-id", VpcEndpoint::vpcId)
            .add("vpc-endpoint-id", VpcEndpoint::vpcEndpointId)
            .add("vpc-endpoint-state", VpcEndpoint::stateAsString)
            .add("vpc-endpoint-type", VpcEndpoint::vpcEndpointTypeAsString);
  }

  CreateVpcEndpointResponse create(CreateVpcEndpointRequest request) {
    VpcEndpointType type =
        Objects.requireNonNullElse(request.vpcEndpointType(), VpcEndpointType.GATEWAY);
    check(request, type);
    Ec2Errors.refuseDryRun(request.dryRun());
    boolean gateway = type == VpcEndpointType.GATEWAY;
    List<Tag> newTags = new ArrayList<>();
    request.tagSpecifications().stream().map(TagSpecification::tags).forEach(newTags::addAll);
    String id = ids.hex("vpce-0", 16);
    VpcEndpoint endpoint =
        VpcEndpoint.builder()
            .vpcEndpointId(id)
            .vpcEndpointType(type)
            .vpcId(request.vpcId())
            .serviceName(request.serviceName())
            .serviceRegion(account.region())
            // In lower case, unlike the model's enumeration:
            // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html
            .state("available")
            .policyDocument(Objects.requireNonNullElse(request.policyDocument(), DEFAULT_POLICY))
            .routeTableIds(request.routeTableIds())
            .subnetIds(request.subnetIds())
            .groups(groups(gateway, request.securityGroupIds()))
            .privateDnsEnabled(!gateway && !Boolean.FALSE.equals(request.privateDnsEnabled()))
            .ipAddressType(Objects.requireNonNullElse(request.ipAddressTypeAsString(), "ipv4"))
            .dnsOptions(gateway ? null : DnsOptions.builder().dnsRecordIpType("ipv4").build())
            .requesterManaged(false)
            .networkInterfaceIds(List.of())
            .dnsEntries(List.of())
            .ownerId(account.accountId())
            .creationTimestamp(clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .build();
    if (!newTags.isEmpty()) {
      tags.add(id, newTags);
    }
    files.put(id, endpoint);
    return CreateVpcEndpointResponse.builder()
        .vpcEndpoint(answer(endpoint))
        .clientToken(request.clientToken())
        .build();
  }

  private void check(CreateVpcEndpointRequest request, VpcEndpointType type) {
    if (request.vpcId() == null) {
      throw Ec2Errors.missing("VpcId");
    }
    if (request.serviceName() == null) {
      throw Ec2Errors.missing("ServiceName");
    }
    if (request.hasSubnetConfigurations() || request.resourceConfigurationArn() != null) {
      throw AwsErrors.notImplemented(
          "EC2", "CreateVpcEndpoint with SubnetConfigurations or a resource configuration");
    }
    NetworkOperations.withIds(
        List.of(network.vpc().vpcId()),
        id -> id,
        List.of(request.vpcId()),
        "InvalidVpcId",
        "Vpc Id");
    if (!services.exists(request.serviceName(), type)) {
      throw Ec2Errors.of(
          "InvalidServiceName",
          "The Vpc Endpoint Service '" + request.serviceName() + "' does not exist");
    }
    checkRoutes(request.routeTableIds(), request.serviceName(), "");
    checkSubnets(request.subnetIds());
    checkGroups(request.securityGroupIds());
  }

  /** A table can have one route to a service. */
  private void checkRoutes(Collection<String> tables, String service, String exceptEndpoint) {
    NetworkOperations.withIds(
        List.of(network.id("rtb")),
        id -> id,
        List.copyOf(tables),
        "InvalidRouteTableId",
        "routeTable ID");
    for (VpcEndpoint other : files.all().values()) {
      for (String table : tables) {
        if (other.routeTableIds().contains(table)
            && other.serviceName().equals(service)
            && !other.vpcEndpointId().equals(exceptEndpoint)) {
          throw Ec2Errors.of(
              "RouteAlreadyExists",
              "route table "
                  + table
                  + " already has a route with destination-prefix-list-id "
                  + EndpointServices.prefixListId(service));
        }
      }
    }
  }

  private void checkSubnets(Collection<String> subnets) {
    NetworkOperations.withIds(
        network.subnets(), Subnet::subnetId, List.copyOf(subnets), "InvalidSubnetId", "subnet ID");
  }

  private void checkGroups(Collection<String> groups) {
    NetworkOperations.withIds(
        List.of(network.id("sg")), id -> id, List.copyOf(groups), "InvalidGroup", "security group");
  }

  /** An interface without a group has the default one. */
  private List<SecurityGroupIdentifier> groups(boolean gateway, List<String> groupIds) {
    if (gateway) {
      return List.of();
    }
    return (groupIds.isEmpty() ? List.of(network.id("sg")) : groupIds)
        .stream()
            .map(id -> SecurityGroupIdentifier.builder().groupId(id).groupName("default").build())
            .toList();
  }

  ModifyVpcEndpointResponse modify(ModifyVpcEndpointRequest request) {
    if (request.vpcEndpointId() == null) {
      throw Ec2Errors.missing("VpcEndpointId");
    }
    VpcEndpoint endpoint =
        files.find(request.vpcEndpointId()).orElseThrow(() -> missing(request.vpcEndpointId()));
    checkRoutes(request.addRouteTableIds(), endpoint.serviceName(), endpoint.vpcEndpointId());
    checkSubnets(request.addSubnetIds());
    checkGroups(request.addSecurityGroupIds());
    Ec2Errors.refuseDryRun(request.dryRun());
    VpcEndpoint.Builder changed = endpoint.toBuilder();
    if (Boolean.TRUE.equals(request.resetPolicy())) {
      changed.policyDocument(DEFAULT_POLICY);
    } else if (request.policyDocument() != null) {
      changed.policyDocument(request.policyDocument());
    }
    if (request.privateDnsEnabled() != null) {
      changed.privateDnsEnabled(request.privateDnsEnabled());
    }
    List<String> groupIds =
        changed(
            endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).toList(),
            request.addSecurityGroupIds(),
            request.removeSecurityGroupIds());
    files.put(
        endpoint.vpcEndpointId(),
        changed
            .routeTableIds(
                changed(
                    endpoint.routeTableIds(),
                    request.addRouteTableIds(),
                    request.removeRouteTableIds()))
            .subnetIds(
                changed(endpoint.subnetIds(), request.addSubnetIds(), request.removeSubnetIds()))
            .groups(groups(endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY, groupIds))
            .build());
    return ModifyVpcEndpointResponse.builder().returnValue(true).build();
  }

  private static List<String> changed(
      Collection<String> old, Collection<String> added, Collection<String> removed) {
    List<String> changed = new ArrayList<>(old);
    changed.removeAll(removed);
    added.stream().filter(id -> !changed.contains(id)).forEach(changed::add);
    return changed;
  }

  /** Those that are not there are told one by one. */
  DeleteVpcEndpointsResponse delete(DeleteVpcEndpointsRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    List<UnsuccessfulItem> unsuccessful = new ArrayList<>();
    for (String id : request.vpcEndpointIds()) {
      if (files.remove(id)) {
        tags.forget(id);
      } else {
        var reason = missing(id);
        unsuccessful.add(
            UnsuccessfulItem.builder()
                .resourceId(id)
                .error(
                    error -> error.code(AwsErrors.code(reason)).message(AwsErrors.message(reason)))
                .build());
      }
    }
    return DeleteVpcEndpointsResponse.builder().unsuccessful(unsuccessful).build();
  }

  DescribeVpcEndpointsResponse describe(DescribeVpcEndpointsRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    List<VpcEndpoint> found =
        NetworkOperations.withIds(
            List.copyOf(files.all().values()),
            VpcEndpoint::vpcEndpointId,
            request.vpcEndpointIds(),
            "InvalidVpcEndpointId",
            "Vpc Endpoint Id");
    Page<VpcEndpoint> page =
        NetworkOperations.page(
            filters.apply(found, request.filters()),
            VpcEndpoint::vpcEndpointId,
            request.nextToken(),
            request.maxResults());
    return DescribeVpcEndpointsResponse.builder()
        .vpcEndpoints(page.map(this::answer))
        .nextToken(page.nextToken())
        .build();
  }

  DescribePrefixListsResponse prefixLists(DescribePrefixListsRequest request) {
    Ec2Errors.refuseDryRun(request.dryRun());
    List<PrefixList> found =
        NetworkOperations.withIds(
            services.prefixLists(),
            PrefixList::prefixListId,
            request.prefixListIds(),
            "InvalidPrefixListId",
            "prefix list ID");
    Page<PrefixList> page =
        NetworkOperations.page(
            new Filters<PrefixList>(list -> List.of())
                .add("prefix-list-id", PrefixList::prefixListId)
                .add("prefix-list-name", PrefixList::prefixListName)
                .apply(found, request.filters()),
            PrefixList::prefixListId,
            request.nextToken(),
            request.maxResults());
    return DescribePrefixListsResponse.builder()
        .prefixLists(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private VpcEndpoint answer(VpcEndpoint endpoint) {
    return endpoint.toBuilder().tags(tags.of(endpoint.vpcEndpointId())).build();
  }

  private static AwsServiceException missing(@Nullable String id) {
    return Ec2Errors.of(
        "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '" + id + "' does not exist");
  }
}
