/** A person's picture. In the database and not in a file, so that every worker, appliance and backup has it. */
export interface AvatarTable {
  uid: string;
  /** Random; part of the picture's address. A new picture gets a new one. */
  id: string;
  /** Media type, found by looking at the bytes. */
  type: string;
  /** Base64, which every engine and every dump carries alike. */
  image: string;
}

export interface ProfileTables {
  avatars: AvatarTable;
}
