/** Where the seeding writes whom staff can sign in as: beside the file of the people. */
export function staffFileOf(demoFile: string): string {
  return demoFile.replace(/\.json$/, '-staff.json');
}
