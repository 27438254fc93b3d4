/**
 * What a browser may do with our pages: one policy for the whole origin, on AWS and by `npm start`.
 * No third party, no inline script or style, no frame. The logout form's redirect goes to the e-ID provider, so
 * `form-action` names the configured issuers (ADR 8).
 *
 * @param formActionOrigins origins of the issuers, separated by spaces (may be a CloudFormation parameter)
 */
export function contentSecurityPolicy(formActionOrigins: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action 'self' ${formActionOrigins}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
  ].join('; ');
}

/** Every feature off that a page of ours never asks for. Position is typed, not measured. */
export const permissionsPolicy = [
  'accelerometer',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'payment',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');
