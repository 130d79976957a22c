/** Of what is made of a document. Raised whenever that changes, so that documents are compiled anew. */
export const compilerVersion = 1;
