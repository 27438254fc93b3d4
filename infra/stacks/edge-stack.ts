import { CfnOutput, CfnParameter, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CacheCookieBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  type IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { originSecretHeader } from '#contract/origin-secret.ts';
import { contentSecurityPolicy, permissionsPolicy } from '#infra/security-headers.ts';
import { staticFiles } from '#infra/static-files.ts';
import type { StatefulStack } from './stateful-stack.ts';
import type { StatelessStack } from './stateless-stack.ts';

export interface EdgeStackProps extends StackProps {
  readonly stateful: StatefulStack;
  readonly stateless: StatelessStack;
}

/** The one origin that people meet (ADR 8): static files from S3, `/api` and `/auth` from the API, pages from web. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { stateful, stateless, ...props }: EdgeStackProps) {
    super(scope, id, props);
    const parameter = (name: string, description: string) =>
      new CfnParameter(this, name, { type: 'String', description }).valueAsString;
    const headers = this.createHeaders(
      parameter('EidIssuerOrigins', 'Origins of the e-ID providers, separated by spaces, for form-action'),
    );
    const bucket = new Bucket(this, 'Assets', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const apiOrigin = new HttpOrigin(stateless.apiDomain, {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: { [originSecretHeader]: stateful.edgeSecret.secretValue.unsafeUnwrap() },
      readTimeout: Duration.seconds(30),
    });
    const distribution = new Distribution(this, 'Distribution', {
      comment: 'Listning: the one origin people meet',
      domainNames: [parameter('PublicDomain', 'Host name of PublicOrigin')],
      certificate: Certificate.fromCertificateArn(
        this,
        'Certificate',
        parameter('PublicCertificateArn', 'Certificate for PublicDomain, in us-east-1'),
      ),
      webAclId: parameter('WebAclArn', 'Output WebAclArn of the firewall stack, in us-east-1'),
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_100,
      // CloudFront would keep an error for ten seconds, and show one person's to the next.
      errorResponses: [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map((httpStatus) => ({
        httpStatus,
        ttl: Duration.seconds(0),
      })),
      defaultBehavior: this.rendered(apiOrigin, headers, this.createPageCache()),
      additionalBehaviors: {
        '/api/*': this.rendered(apiOrigin, headers, CachePolicy.CACHING_DISABLED),
        '/auth/*': this.rendered(apiOrigin, headers, CachePolicy.CACHING_DISABLED),
        ...this.files(bucket, headers),
      },
    });
    new CfnOutput(this, 'AssetsBucket', { description: 'Static files go here', value: bucket.bucketName });
    new CfnOutput(this, 'PublicDomainTarget', {
      description: 'The public domain is a CNAME to this',
      value: distribution.distributionDomainName,
    });
  }

  private rendered(
    origin: IOrigin,
    headers: ResponseHeadersPolicy,
    cachePolicy: CachePolicy | typeof CachePolicy.CACHING_DISABLED,
  ) {
    return {
      origin,
      cachePolicy,
      responseHeadersPolicy: headers,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
    };
  }

  private files(bucket: Bucket, headers: ResponseHeadersPolicy) {
    const behavior = {
      origin: S3BucketOrigin.withOriginAccessControl(bucket),
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: headers,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
    };
    return Object.fromEntries(staticFiles.map(({ path }) => [path, behavior]));
  }

  /**
   * Only what the origin itself calls public, and for five seconds at the most. The session is part of the key: should a
   * page ever be called public by mistake, what one person got is still shown to no other.
   */
  private createPageCache(): CachePolicy {
    return new CachePolicy(this, 'PageCache', {
      comment: 'Public pages for five seconds',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.seconds(5),
      queryStringBehavior: CacheQueryStringBehavior.all(),
      cookieBehavior: CacheCookieBehavior.allowList('__Host-person'),
      enableAcceptEncodingBrotli: true,
      enableAcceptEncodingGzip: true,
    });
  }

  private createHeaders(formActionOrigins: string): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, 'SecurityHeaders', {
      comment: 'docs/deploy.md, infra/security-headers.ts',
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: contentSecurityPolicy(formActionOrigins),
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
        // Not `no-referrer`: with that, browsers send `Origin: null` on a form's post, and the origin check refuses it.
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override: true },
        strictTransportSecurity: {
          accessControlMaxAge: Duration.days(730),
          includeSubdomains: true,
          override: true,
        },
      },
      customHeadersBehavior: {
        customHeaders: [
          { header: 'cross-origin-opener-policy', value: 'same-origin', override: true },
          { header: 'cross-origin-resource-policy', value: 'same-origin', override: true },
          { header: 'permissions-policy', value: permissionsPolicy, override: true },
        ],
      },
    });
  }
}
