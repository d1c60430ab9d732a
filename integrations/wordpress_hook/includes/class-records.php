<?php
/**
 * What the site remembers about each post.
 *
 * @package NeutralGate
 */

namespace NeutralGate;

defined( 'ABSPATH' ) || exit;

/**
 * A record says that this very text was let out. It carries a code that only the site can make, so that a row written
 * into the data base by hand is no record.
 */
final class Records {
	const META = '_neutral_gate_record';

	/**
	 * Notes that a draft was let out.
	 *
	 * @param int     $post_id Id of the post.
	 * @param Draft   $draft   The draft as it is stored.
	 * @param Verdict $verdict What the gate said.
	 */
	public function save( $post_id, Draft $draft, Verdict $verdict ) {
		$record = array(
			'fingerprint' => $draft->fingerprint(),
			'text'        => $draft->text_hash(),
			'verdict'     => $verdict->verdict,
			'because'     => $verdict->because,
			'windows'     => array_values( $verdict->windows ),
			'decision_id' => $verdict->decision_id,
			'at'          => time(),
			'user'        => get_current_user_id(),
		);

		$record['code'] = $this->code( $post_id, $record );
		update_post_meta( $post_id, self::META, wp_slash( $record ) );
	}

	/**
	 * The record of a post, or null where it has none or a false one.
	 *
	 * @param int $post_id Id of the post.
	 */
	public function of( $post_id ) {
		$record = get_post_meta( $post_id, self::META, true );
		if ( ! is_array( $record ) || ! isset( $record['code'], $record['fingerprint'], $record['windows'] ) ) {
			return null;
		}
		return hash_equals( $this->code( $post_id, $record ), (string) $record['code'] ) ? $record : null;
	}

	/**
	 * Whether a post as it is stored was let out under the windows that are active now.
	 *
	 * @param \WP_Post $post   The post.
	 * @param string[] $active Ids of active windows.
	 */
	public function covers( \WP_Post $post, array $active ) {
		$record = $this->of( $post->ID );
		return $record
			&& Verdict::NONE !== $record['verdict']
			&& ! array_diff( $active, $record['windows'] )
			&& hash_equals( $record['fingerprint'], Draft::stored( $post )->fingerprint() );
	}

	/**
	 * Whether somebody overrode the gate for this very text, under these windows.
	 *
	 * @param Draft    $draft   The draft.
	 * @param string[] $windows Ids of the windows that were active.
	 */
	public function overridden( Draft $draft, array $windows ) {
		$record = $draft->post_id ? $this->of( $draft->post_id ) : null;
		return $record
			&& 'override' === $record['because']
			&& ! array_diff( $windows, $record['windows'] )
			&& hash_equals( $record['text'], $draft->text_hash() );
	}

	/**
	 * The code of a record.
	 *
	 * @param int   $post_id Id of the post.
	 * @param array $record  The record.
	 */
	private function code( $post_id, array $record ) {
		unset( $record['code'] );
		return wp_hash( 'neutral-gate ' . get_current_blog_id() . ' ' . $post_id . ' ' . wp_json_encode( $record ) );
	}
}
