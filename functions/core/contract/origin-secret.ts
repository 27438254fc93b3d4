/**
 * Header by which CloudFront and the web function show the API that a request came through them.
 * Not `x-edge-…`: CloudFront refuses custom origin headers with that beginning.
 */
export const originSecretHeader = 'x-origin-secret';
